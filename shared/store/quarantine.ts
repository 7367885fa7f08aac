import { DeleteItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type QuarantinedEvent, quarantinedEvent } from '#shared/contracts/quarantine.ts';
import { text } from './attributes.ts';
import { canonicalJson } from './canonical-json.ts';
import { withinLimit } from './item-size.ts';
import type { Quarantine } from './ports.ts';
import { queryPages } from './query-pages.ts';
import { EXPRESSIONS, QUARANTINE_KIND } from './table-design.ts';

/** A list of what is quarantined looks at so many events at most. */
const LOOKED_AT = 10_000;

/** Quarantine in DynamoDB. The same event quarantined again replaces its earlier entry. */
export function dynamoQuarantine(client: DynamoDBClient, table: string): Quarantine {
  return {
    put: async (event) => {
      const item = { ...keyOf(event.id), document: { S: writeQuarantined(event) } };
      const Item = withinLimit(`quarantined event ${event.id}`, item);
      await client.send(new PutItemCommand({ TableName: table, Item }));
    },
    list: async (limit) => {
      const query = {
        TableName: table,
        KeyConditionExpression: EXPRESSIONS.allOfKind,
        ExpressionAttributeValues: { ':kind': { S: QUARANTINE_KIND } },
      };
      const items = await queryPages(client, query, LOOKED_AT);
      return newestFirst(items.map((item) => readQuarantined(text(item, 'document')))).slice(
        0,
        limit,
      );
    },
    remove: async (id) => {
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(id) }));
    },
  };
}

export const writeQuarantined = (event: QuarantinedEvent): string =>
  canonicalJson(quarantinedEvent.parse(event));

/** @throws ZodError naming what does not fit. */
export const readQuarantined = (stored: string): QuarantinedEvent =>
  quarantinedEvent.parse(JSON.parse(stored));

/** Of two from the same instant the one with the lesser id comes first. */
export const newestFirst = (events: readonly QuarantinedEvent[]): QuarantinedEvent[] =>
  [...events].sort((one, other) => other.atMs - one.atMs || (one.id < other.id ? -1 : 1));

const keyOf = (id: string) => ({ kind: { S: QUARANTINE_KIND }, id: { S: id } });
