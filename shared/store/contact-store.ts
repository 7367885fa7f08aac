import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './attributes.ts';
import { wasWritten } from './conditional.ts';
import type { ContactStore } from './ports.ts';
import { PROFILE_FIELDS, type ProfileField, profileFields, readProfile } from './profile-fields.ts';
import { EXPRESSIONS } from './table-design.ts';

/**
 * Contact data in DynamoDB. Every field stands beside the instant at which it was said (`<field>At`).
 * An erased customer leaves a tombstone, so that an event that was still on its way brings nothing back.
 */
export function contactStore(client: DynamoDBClient, table: string): ContactStore {
  const keep = (customerId: string, fields: readonly ProfileField[], atMs: number) =>
    wasWritten(client.send(keepNewest(table, customerId, fields, atMs)));

  return {
    identify: async (customerId, profile, atMs) => {
      const fields = profileFields(profile);
      if (fields.length === 0 || (await keep(customerId, fields, atMs))) return;
      if (fields.length > 1) await Promise.all(fields.map((one) => keep(customerId, [one], atMs)));
    },
    find: async (customerId) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: table, Key: keyOf(customerId), ConsistentRead: true }),
      );
      if (Item === undefined || Item['erased'] !== undefined) return undefined;
      return readProfile(new Map(PROFILE_FIELDS.map((name) => [name, Item[name]?.S])));
    },
    erase: async (customerId) => {
      const Item = { ...keyOf(customerId), erased: { BOOL: true } };
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
  };
}

const keyOf = (customerId: string): Item => ({ customer: { S: customerId } });

/** One write of all the fields, done only when each of them is newer than what is there. */
function keepNewest(
  table: string,
  customerId: string,
  fields: readonly ProfileField[],
  atMs: number,
): UpdateItemCommand {
  const names: Record<string, string> = {};
  const values: Item = { ':at': { N: String(atMs) } };
  const assignments: string[] = [];
  const conditions: string[] = [EXPRESSIONS.notErased];
  for (const [index, { name, value }] of fields.entries()) {
    const bind = (expression: string): string =>
      expression.replaceAll(/(#field|#at|:value)\b/g, `$1${index}`);
    names[bind('#field')] = name;
    names[bind('#at')] = `${name}At`;
    values[bind(':value')] = { S: value };
    assignments.push(bind(EXPRESSIONS.setField));
    conditions.push(bind(EXPRESSIONS.newerField));
  }
  return new UpdateItemCommand({
    TableName: table,
    Key: keyOf(customerId),
    UpdateExpression: `SET ${assignments.join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: values,
  });
}
