import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { FORMATS, type Formats } from '#shared/config/formats.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { type Item, text } from './attributes.ts';
import { wasWritten } from './conditional.ts';
import { factContent, factOf, isSameContent, noteContent, noteOf } from './entry-content.ts';
import { withinLimit } from './item-size.ts';
import type { Ledger, LedgerNote } from './ports.ts';
import { queryPages } from './query-pages.ts';
import { ENTRY_PREFIX, EXPRESSIONS, factEntry, ledgerExpiry, noteEntry } from './table-design.ts';
import { deleteAll, writeAll } from './write-all.ts';

/**
 * The ledger in DynamoDB. Our notes are deleted `retentionMonths` after what they tell of. Facts
 * stay until the customer is erased: the state is their fold, and a refold that found some of them
 * deleted would forget what the state still knows.
 */
export function ledgerStore(
  client: DynamoDBClient,
  table: string,
  retentionMonths: number,
  { entry: format }: Formats = FORMATS,
): Ledger {
  const itemOf = (customerId: string, entry: string, content: Item): Item =>
    withinLimit(`entry ${entry} of customer ${customerId}`, {
      customer: { S: customerId },
      entry: { S: entry },
      ...content,
    });
  const factItem = (customerId: string, fact: Fact): Item =>
    itemOf(customerId, factEntry(fact.key), factContent(customerId, fact, format));
  const noteItem = (customerId: string, note: LedgerNote): Item =>
    itemOf(customerId, noteEntry(note.atMs, note.id), {
      ...noteContent(note, format),
      expiresAt: { N: String(ledgerExpiry(note.atMs, retentionMonths)) },
    });
  const entries = (customerId: string, prefix: string): Promise<Item[]> =>
    queryPages(client, {
      TableName: table,
      KeyConditionExpression: EXPRESSIONS.entriesOf,
      ExpressionAttributeValues: { ':customer': { S: customerId }, ':prefix': { S: prefix } },
    });

  return {
    append: async (customerId, fact) => {
      const Item = factItem(customerId, fact);
      const write = new PutItemCommand({
        TableName: table,
        Item,
        ConditionExpression: EXPRESSIONS.absentCustomer,
      });
      const isOurs = () => isThere(client, table, Item);
      return (await wasWritten(client.send(write), isOurs)) ? 'added' : 'existed';
    },
    appendAll: (given) => {
      const items = given.map(({ customerId, fact }) => factItem(customerId, fact));
      return writeAll(client, table, firstOfEachKey(items));
    },
    facts: async (customerId) =>
      (await entries(customerId, ENTRY_PREFIX.fact)).map((item) =>
        named(item, () => factOf(item, format)),
      ),
    note: (customerId, notes) => {
      const items = notes.map((note) => noteItem(customerId, note));
      return writeAll(client, table, firstOfEachKey(items));
    },
    notes: async (customerId) =>
      (await entries(customerId, ENTRY_PREFIX.note)).map((item) =>
        named(item, () => noteOf(item, format)),
      ),
    erase: async (customerId) => {
      const items = await queryPages(client, {
        TableName: table,
        KeyConditionExpression: EXPRESSIONS.allOfCustomer,
        ExpressionAttributeValues: { ':customer': { S: customerId } },
        ProjectionExpression: EXPRESSIONS.entryKey,
      });
      await deleteAll(client, table, items);
      return items.length;
    },
  };
}

/** What `read` makes of the entry. @throws Error that names the entry which cannot be read. */
function named<Read>(entry: Item, read: () => Read): Read {
  try {
    return read();
  } catch (cause) {
    const which = `entry ${text(entry, 'entry')} of customer ${text(entry, 'customer')}`;
    throw new Error(`${which} cannot be read`, { cause });
  }
}

/** Whether the table has this very entry. */
async function isThere(client: DynamoDBClient, table: string, entry: Item): Promise<boolean> {
  const Key = { customer: { S: text(entry, 'customer') }, entry: { S: text(entry, 'entry') } };
  const { Item: found } = await client.send(
    new GetItemCommand({ TableName: table, Key, ConsistentRead: true }),
  );
  return found !== undefined && isSameContent(entry, found);
}

/** One batch may not name a key twice. */
function firstOfEachKey(items: readonly Item[]): Item[] {
  const byKey = new Map<string, Item>();
  for (const item of items) {
    const key = `${text(item, 'customer')}#${text(item, 'entry')}`;
    if (!byKey.has(key)) byKey.set(key, item);
  }
  return [...byKey.values()];
}
