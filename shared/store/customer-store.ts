import { randomBytes } from 'node:crypto';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { FORMATS, type Formats, refuseNewer } from '#shared/config/formats.ts';
import type { Customer } from '#shared/domain/customer/state.ts';
import { bytes, type Item, number, text } from './attributes.ts';
import { wasWritten } from './conditional.ts';
import { readCustomer, writeCustomer } from './customer-text.ts';
import { withinLimit } from './item-size.ts';
import { packText, unpackText } from './pack-text.ts';
import type { CustomerPage, CustomerStore, StoredCustomer } from './ports.ts';
import { EXPRESSIONS } from './table-design.ts';

/** Customers in DynamoDB, one item each; a commit is one conditional write. */
export function customerStore(
  client: DynamoDBClient,
  table: string,
  formats: Formats = FORMATS,
): CustomerStore {
  const toItem = (customerId: string, version: number, customer: Customer): Item =>
    writeItem(formats, customerId, version, customer);
  const fromItem = (item: Item): StoredCustomer => readItem(formats, item);
  const find = async (customerId: string, ConsistentRead = true): Promise<Item | undefined> => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(customerId), ConsistentRead }),
    );
    return Item;
  };

  return {
    load: async (customerId) => {
      const item = await find(customerId);
      return item === undefined ? undefined : fromItem(item);
    },
    glance: async (customerId) => {
      const item = await find(customerId, false);
      return item === undefined ? undefined : fromItem(item);
    },
    commit: async (customerId, expectedVersion, next) => {
      const item = toItem(customerId, expectedVersion + 1, next);
      const write = new PutItemCommand({
        TableName: table,
        Item: withinLimit(`customer ${customerId}`, item),
        ...stillAt(expectedVersion),
      });
      const isOurs = async () => isSameWrite(item, await find(customerId));
      return (await wasWritten(client.send(write), isOurs)) ? 'committed' : 'conflict';
    },
    remove: async (customerId) => {
      const { Attributes } = await client.send(
        new DeleteItemCommand({
          TableName: table,
          Key: keyOf(customerId),
          ReturnValues: 'ALL_OLD',
        }),
      );
      return Attributes !== undefined;
    },
    scan: async (segment, segments, cursor) => {
      const page = await client.send(
        new ScanCommand({
          TableName: table,
          Segment: segment,
          TotalSegments: segments,
          ...(cursor === undefined ? {} : { ExclusiveStartKey: keyOf(cursor) }),
        }),
      );
      const last = page.LastEvaluatedKey;
      return {
        ...readEach(page.Items ?? [], fromItem),
        ...(last === undefined ? {} : { cursor: text(last, 'customer') }),
      };
    },
  };
}

const keyOf = (customerId: string): Item => ({ customer: { S: customerId } });

const stillAt = (version: number) =>
  version === 0
    ? { ConditionExpression: EXPRESSIONS.absentCustomer }
    : {
        ConditionExpression: EXPRESSIONS.sameVersion,
        ExpressionAttributeValues: { ':expected': { N: String(version) } },
      };

function writeItem(
  { customer: schema, packing }: Formats,
  customerId: string,
  version: number,
  customer: Customer,
): Item {
  return {
    ...keyOf(customerId),
    version: { N: String(version) },
    schema: { N: String(schema.written) },
    packing: { N: String(packing.written) },
    state: { B: packText(writeCustomer(customer), packing.written) },
    ...(version === 1 ? {} : { mark: { B: randomBytes(MARK_BYTES) } }),
  };
}

/**
 * Tells a commit from another that writes the very same, as two deliveries do that claim a contact
 * in one millisecond. A first commit needs none: whoever makes the same customer makes the same.
 */
const MARK_BYTES = 6;

const isSameWrite = (ours: Item, found: Item | undefined): boolean =>
  found !== undefined &&
  found['version']?.N === ours['version']?.N &&
  hexOf(found, 'mark') === hexOf(ours, 'mark') &&
  hexOf(found, 'state') === hexOf(ours, 'state');

const hexOf = (item: Item, name: string): string =>
  Buffer.from(item[name]?.B ?? []).toString('hex');

/** One damaged item must not hide all the others of its page. */
function readEach(
  items: readonly Item[],
  fromItem: (item: Item) => StoredCustomer,
): Pick<CustomerPage, 'customers' | 'unreadable'> {
  const customers: StoredCustomer[] = [];
  const unreadable: { customerId: string; error: unknown }[] = [];
  for (const item of items) {
    try {
      customers.push(fromItem(item));
    } catch (error) {
      unreadable.push({ customerId: text(item, 'customer'), error });
    }
  }
  return unreadable.length === 0 ? { customers } : { customers, unreadable };
}

function readItem(formats: Formats, item: Item): StoredCustomer {
  const customerId = text(item, 'customer');
  try {
    const packing = number(item, 'packing');
    const schema = number(item, 'schema');
    refuseNewer('schema', schema, formats.customer);
    refuseNewer('packing', packing, formats.packing);
    const customer = readCustomer(unpackText(bytes(item, 'state'), packing));
    const outdated = schema < formats.customer.written ? { isOutdated: true as const } : {};
    return { customerId, version: number(item, 'version'), ...customer, ...outdated };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : cause;
    throw new Error(`customer ${customerId} cannot be read: ${why}`, { cause });
  }
}
