import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '#shared/config/formats.ts';
import { contactStore } from '#shared/store/contact-store.ts';
import { countCapacity } from '#shared/store/count-capacity.ts';
import { customerStore } from '#shared/store/customer-store.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { ledgerStore } from '#shared/store/ledger-store.ts';
import { writeFact } from '#shared/store/ledger-text.ts';
import { writeAll } from '#shared/store/write-all.ts';
import { withDynalite } from './contract/dynalite-server.ts';
import { freshTable, localClient } from './contract/dynamo-stores.ts';
import { customerWith, viewedAt } from './contract/fixtures.ts';

const engine = withDynalite();
const itemsOf = async (TableName: string) =>
  (await engine().send(new ScanCommand({ TableName }))).Items ?? [];

/** Numbers that packing cannot shorten much. */
const noiseOf = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.sin(index));

describe('what lies in the tables', () => {
  test('equal states are equal bytes, whatever the order in which they came to be', async () => {
    const table = await freshTable(engine(), 'customers');
    const store = customerStore(engine(), table);
    const { fold, book } = customerWith(1);
    const backwards = Object.fromEntries(Object.entries(fold).reverse());
    await store.commit('C-1', 0, { fold: { ...fold, pairs: { a: [1, 1], b: [2, 2] } }, book });
    await store.commit('C-2', 0, {
      fold: { ...fold, ...backwards, pairs: { b: [2, 2], a: [1, 1] } },
      book,
    });
    const [one, other] = await itemsOf(table);
    expect(one?.['state']).toEqual(other?.['state']);
    expect(one).toMatchObject({ version: { N: '1' }, schema: { N: '1' } });
  });

  test('a fact stays, while a note expires the retention after what it tells of', async () => {
    const table = await freshTable(engine(), 'ledger');
    const atMs = Date.UTC(2026, 0, 1);
    const ledger = ledgerStore(engine(), table, 12);
    await ledger.append('C-1', viewedAt(atMs, 'a'));
    await ledger.note('C-1', [
      { atMs, id: 'b', kind: 'decision', what: 'Reminder Held', detail: {} },
    ]);
    const [fact, note] = await itemsOf(table);
    expect(fact).toMatchObject({ customer: { S: 'C-1' }, entry: { S: `f#00${atMs}#a` } });
    expect(fact).not.toHaveProperty('expiresAt');
    const expires = new Date(Number(note?.['expiresAt']?.N) * 1_000);
    expect(expires.toISOString().slice(0, 10)).toBe('2027-01-01');
  });

  test('entries of before they were packed are read as ever', async () => {
    const table = await freshTable(engine(), 'ledger');
    const fact = viewedAt(Date.UTC(2026, 0, 1), 'a');
    const Item = {
      customer: { S: 'C-1' },
      entry: { S: `f#${fact.key}` },
      body: { S: writeFact(fact) },
    };
    await engine().send(new PutItemCommand({ TableName: table, Item }));
    const ledger = ledgerStore(engine(), table, 12);
    expect(await ledger.facts('C-1')).toEqual([fact]);
    expect(await ledger.append('C-1', fact)).toBe('existed');
  });

  test('a fact that cannot be read is named with its customer', async () => {
    const table = await freshTable(engine(), 'ledger');
    const Item = {
      customer: { S: 'C-1' },
      entry: { S: 'f#a' },
      p: { B: new Uint8Array([1]) },
    };
    await engine().send(new PutItemCommand({ TableName: table, Item }));
    await expect(ledgerStore(engine(), table, 12).facts('C-1')).rejects.toThrow(
      'entry f#a of customer C-1 cannot be read',
    );
  });

  test('nothing of an erased customer is left or comes back but the tombstone', async () => {
    const table = await freshTable(engine(), 'contacts');
    const contacts = contactStore(engine(), table);
    await contacts.identify('C-1', { name: 'Ann', email: 'ann@example.com' }, 1);
    await contacts.erase('C-1');
    await contacts.identify('C-1', { name: 'Ann', phone: '+4915100000000' }, 2);
    expect(await itemsOf(table)).toEqual([{ customer: { S: 'C-1' }, erased: { BOOL: true } }]);
  });

  test('a state of a newer schema is refused rather than misread', async () => {
    const table = await freshTable(engine(), 'customers');
    const Item = {
      customer: { S: 'C-1' },
      version: { N: '1' },
      schema: { N: '2' },
      packing: { N: '1' },
      state: { B: new Uint8Array() },
    };
    await engine().send(new PutItemCommand({ TableName: table, Item }));
    await expect(customerStore(engine(), table).load('C-1')).rejects.toThrow(
      'customer C-1 cannot be read: its schema is 2, written by a newer version',
    );
  });

  test('a state of the schema before is read as what it is, until it is written anew', async () => {
    const table = await freshTable(engine(), 'customers');
    const next = { ...FORMATS, customer: { written: 2, readable: 2 } };
    const [earlier, later] = [customerStore(engine(), table), customerStore(engine(), table, next)];
    await earlier.commit('C-1', 0, customerWith(1));
    expect(await earlier.load('C-1')).not.toHaveProperty('isOutdated');
    for (const read of [await later.load('C-1'), (await later.scan(0, 1)).customers[0]]) {
      expect(read).toMatchObject({ ...customerWith(1), version: 1, isOutdated: true });
    }
    await later.commit('C-1', 1, customerWith(2));
    expect(await later.load('C-1')).not.toHaveProperty('isOutdated');
  });

  test('a customer who cannot be read is named, and does not keep a scan from the others', async () => {
    const table = await freshTable(engine(), 'customers');
    const store = customerStore(engine(), table);
    await store.commit('C-1', 0, customerWith(1));
    await store.commit('C-2', 0, customerWith(1));
    const [whole] = (await itemsOf(table)).filter((item) => item['customer']?.S === 'C-1');
    const damaged = { ...whole, state: { B: new Uint8Array([1, 2, 3]) } };
    await engine().send(new PutItemCommand({ TableName: table, Item: damaged }));
    await expect(store.load('C-1')).rejects.toThrow('customer C-1 cannot be read');
    const page = await store.scan(0, 1);
    expect(page.customers).toMatchObject([{ customerId: 'C-2' }]);
    expect(page.unreadable).toMatchObject([{ customerId: 'C-1' }]);
  });

  test('what does not fit an item is refused with whose it is and its size', async () => {
    const customers = customerStore(engine(), await freshTable(engine(), 'customers'));
    const tooLong = customerWith(1, { note: noiseOf(60_000) });
    await expect(customers.commit('C-1', 0, tooLong)).rejects.toThrow(
      /^customer C-1 has \d{6} bytes, but an item holds at most 409600$/,
    );
    const documents = documentStore(engine(), await freshTable(engine(), 'insights'));
    await expect(documents.put('model', 'big', noiseOf(60_000))).rejects.toThrow(
      /^document model big has/,
    );
    expect(await documents.get('model', 'big')).toBeUndefined();
  });
});

describe('capacity', () => {
  const counted = () => {
    const client = localClient('http://127.0.0.1:1');
    const told: [string, string, number][] = [];
    countCapacity(client, (...one) => told.push(one));
    return { client, told };
  };

  test('every request of a counted client tells its units', async () => {
    const table = await freshTable(engine(), 'customers');
    const ledger = await freshTable(engine(), 'ledger');
    const client = localClient(await endpointOf(engine()));
    const told: [string, string, number][] = [];
    countCapacity(client, (...one) => told.push(one));
    const customers = customerStore(client, table);
    await customers.commit('C-1', 0, customerWith(1, { note: noiseOf(150) }));
    await customers.commit('C-1', 0, customerWith(1, { note: noiseOf(150) }));
    await customers.load('C-1');
    await ledgerStore(client, ledger, 25).appendAll([
      { customerId: 'C-1', fact: viewedAt(1, 'a') },
      { customerId: 'C-1', fact: viewedAt(2, 'b') },
    ]);
    expect(told).toEqual([
      ['PutItem', table, 2],
      ['PutItem', table, 2],
      ['GetItem', table, 1],
      ['BatchWriteItem', ledger, 2],
    ]);
    client.destroy();
  });

  test('a request that fails otherwise counts nothing and fails as it did', async () => {
    const { client, told } = counted();
    mockClient(client).on(GetItemCommand).rejects(new Error('no connection'));
    await expect(customerStore(client, 't').load('C-1')).rejects.toThrow('no connection');
    expect(told).toEqual([]);
  });
});

describe('bulk writes', () => {
  const items = Array.from({ length: 3 }, (_, index) => ({ customer: { S: `C-${index}` } }));
  const refusing = (count: number) => ({
    UnprocessedItems: { t: items.slice(0, count).map((Item) => ({ PutRequest: { Item } })) },
  });

  test('what the table refuses is offered again alone, later each time', async () => {
    const client = new DynamoDBClient({});
    const mock = mockClient(client).on(BatchWriteItemCommand);
    mock.resolvesOnce(refusing(2)).resolvesOnce(refusing(1)).resolves({});
    const pauses: number[] = [];
    await writeAll(client, 't', items, async (milliseconds) => pauses.push(milliseconds));
    expect(pauses).toEqual([50, 100]);
  });

  test('what stays refused is an error that says how many', async () => {
    const client = new DynamoDBClient({});
    mockClient(client).on(BatchWriteItemCommand).resolves(refusing(2));
    const writing = writeAll(client, 't', items, async () => {});
    await expect(writing).rejects.toThrow('table t did not take 2 of 3 items');
  });
});

async function endpointOf(client: DynamoDBClient): Promise<string> {
  const endpoint = await client.config.endpoint?.();
  if (endpoint === undefined) throw new Error('the client has no endpoint');
  return `${endpoint.protocol}//${endpoint.hostname}:${endpoint.port}`;
}
