import { existsSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { importHistory } from '#functions/import/import-history.ts';
import { verifyCustomer } from '#shared/pipeline/refold-customer.ts';
import { emptyShop, importInto, requestOf, statesOf } from './importing.ts';

const HEADER = 'customer_id,date,order_id,product_id,quantity,unit_price';
const ROWS = [
  'C-1,2025-01-02T10:00,1001,COFFEE,2,9.99',
  'C-1,2025-01-02T10:00,1001,FILTER,1,3.50',
  'C-1,2025-02-03T11:30,1002,COFFEE,2,9.99',
  'C-2,2025-02-04T09:00,1003,COFFEE,1,9.99',
  'C-2,2025-02-05T09:00,1003,COFFEE,-1,9.99',
  'C-3,2025-03-01T18:45,1004,"THÉ, VERT",4,2.25',
];
const FILE = [HEADER, ...ROWS, ''].join('\n');
const counts = { applied: 6, repeated: 0, quarantined: 0 };

describe('importing orders', () => {
  it('counts every row and records every order', async () => {
    const shop = emptyShop();
    const report = await importInto(shop, FILE);
    expect(report).toMatchObject({
      rows: 6,
      events: 5,
      customers: 3,
      asOf: '2025-03-01',
      ...counts,
    });
    const facts = await shop.ledger.facts('C-1');
    expect(facts.map(({ event }) => [event.metadata.id, event.metadata.occurredAt])).toEqual([
      ['order:1001', '2025-01-02T09:00:00.000Z'],
      ['order:1002', '2025-02-03T10:30:00.000Z'],
    ]);
    expect((await shop.customers.load('C-1'))?.fold).toMatchObject({
      orders: 2,
      spentMinor: 4_346,
    });
    expect(await shop.documents.get('status', 'as-of')).toEqual({ asOf: '2025-03-01' });
  });

  it('lets no e-mail address become the name of a customer', async () => {
    const shop = emptyShop();
    const rows = [
      'Email,Created at,Name,Lineitem name,Lineitem quantity,Lineitem price',
      'ann@example.com,2025-01-02T10:00,#1,Coffee,1,9.99',
      'Ann@Example.com,2025-02-02T10:00,#2,Coffee,1,9.99',
      'C-7,2025-02-02T10:00,#3,Coffee,1,9.99',
    ];
    const report = await importInto(shop, rows.join('\n'));
    expect(report).toMatchObject({ applied: 3, customers: 2 });
    expect(report.conventions).toEqual([
      'customers named by e-mail address are known by a pseudonym made from it',
    ]);
    const ids = [...shop.customers.stored.keys()].sort();
    expect(ids).toEqual(['C-7', expect.stringMatching(/^email:[\w-]{22}$/)]);
    expect(JSON.stringify([...statesOf(shop)])).not.toMatch(/@/);
  });

  it('decides nothing and sends nothing', async () => {
    const shop = emptyShop();
    await importInto(shop, FILE);
    expect(shop.bus.published).toEqual([]);
    for (const [id] of statesOf(shop)) {
      expect((await shop.customers.load(id))?.book.decisions).toEqual({});
      expect(await shop.ledger.notes(id)).toEqual([]);
    }
  });

  it('changes nothing when the same file comes again', async () => {
    const shop = emptyShop();
    await importInto(shop, FILE);
    const before = [...shop.customers.stored];
    const again = await importInto(shop, FILE);
    expect(again).toMatchObject({ rows: 6, applied: 0, repeated: 6, quarantined: 0, events: 5 });
    expect([...shop.customers.stored]).toEqual(before);
  });

  it('tells new rows from repeated ones when a file has grown', async () => {
    const shop = emptyShop();
    await importInto(shop, FILE);
    const grown = `${FILE}C-1,2025-04-01T08:00,1009,FILTER,1,3.50\nC-9,2025-04-02T08:00,1010,FILTER,1,3.50\n`;
    expect(await importInto(shop, grown)).toMatchObject({ rows: 8, applied: 2, repeated: 6 });
  });

  it('gives the same bytes whatever the order of the rows', async () => {
    const sorted = emptyShop();
    await importInto(sorted, FILE);
    const order = fc.shuffledSubarray(ROWS, { minLength: ROWS.length });
    await fc.assert(
      fc.asyncProperty(order, async (rows) => {
        const shuffled = emptyShop();
        await importInto(shuffled, [HEADER, ...rows].join('\r\n'));
        expect(statesOf(shuffled)).toEqual(statesOf(sorted));
      }),
      { numRuns: 25 },
    );
  });

  it('gives the same bytes whether a history comes in one file or in two, in either order', async () => {
    const [once, twice] = [emptyShop(), emptyShop()];
    await importInto(once, FILE);
    await importInto(twice, [HEADER, ...ROWS.slice(2)].join('\n'));
    await importInto(twice, [HEADER, ...ROWS.slice(0, 2)].join('\n'));
    expect(statesOf(twice)).toEqual(statesOf(once));
  });

  it('leaves every customer as the fold of their ledger', async () => {
    const shop = emptyShop();
    await importInto(shop, FILE);
    for (const [id] of statesOf(shop)) {
      expect(await verifyCustomer(shop.target.pipeline, id)).toEqual({
        customerId: id,
        matched: true,
      });
    }
  });

  it('reads gzip, a byte order mark and Windows text all the same', async () => {
    const plain = emptyShop();
    await importInto(plain, FILE);
    for (const bytes of [
      gzipSync(FILE),
      Buffer.from(`\uFEFF${FILE}`),
      Buffer.from(FILE, 'latin1'),
    ]) {
      const other = emptyShop();
      await importInto(other, bytes);
      expect(statesOf(other)).toEqual(statesOf(plain));
    }
  });

  it('quarantines each row that cannot be used with its line and reason, and no other', async () => {
    const shop = emptyShop();
    const bad = [
      ',2025-01-02,1,A,1,1.00',
      'C-4,2025-02-30,2,A,1,1.00',
      'C-4,2025-01-02,3,A,none,1.00',
      'C-4,2025-01-02,4,A,0,1.00',
      'C-4,2025-01-02,5,A,1,1.00,extra',
      'C-4,2025-01-02,6,"A,1,1.00',
      'C-4,2099-01-02,7,A,1,1.00',
      'C-4,1969-01-02,8,A,1,1.00',
      '__proto__,2025-01-02,9,A,1,1.00',
      `C-4,2025-01-02,10,${'A'.repeat(200)},1,1.00`,
      'C-4,2025-01-02,11,A,1,-1.00',
      'C-4,2025-01-02,12,A,1e400,1.00',
    ];
    const report = await importInto(shop, [HEADER, ...bad, ...ROWS].join('\n'));
    expect(report).toMatchObject({ rows: 18, applied: 6, repeated: 0, quarantined: 12 });
    expect(report.faults.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(report.faults.map(({ reason }) => reason)).toEqual([
      'customer is empty',
      'time "2025-02-30" must be a date like those of the other rows, year-month-day',
      'quantity "none" must be a number with a decimal point',
      'quantity "0" must be above 0, or below 0 for a return',
      'expected 6 fields, found 7',
      'a quote opens and is never properly closed',
      'time "2099-01-02" must be not in the future',
      'time "1969-01-02" must be in 1970 or later',
      expect.stringMatching(/^customer "__proto__" must be/),
      expect.stringMatching(/^product "A+…" must be/),
      'the money of a bought product is below 0',
      'quantity "1e400" must be a number with a decimal point',
    ]);
    expect(shop.customers.stored.has('C-4')).toBe(false);
    expect(shop.quarantine.stored.size).toBe(12);
    await importInto(shop, [HEADER, ...bad, ...ROWS].join('\n'));
    expect(shop.quarantine.stored.size).toBe(12);
  });

  it('keeps addresses, phone numbers and free text of bad rows out of quarantine', async () => {
    const shop = emptyShop();
    const bad = [
      'C-4,Erika Mustermann,2,A,1,1.00',
      'C-4,2025-01-02,3,A,erika@example.com,1.00',
      'C-4,+4915100000000,4,A,1,1.00',
      `${'Erika Mustermann '.repeat(20)},2025-01-02,5,A,1,1.00`,
    ];
    const report = await importInto(shop, [HEADER, ...ROWS, ...bad].join('\n'));
    expect(report).toMatchObject({ applied: 6, quarantined: 4 });
    const kept = JSON.stringify([report, await shop.quarantine.list(10)]);
    expect(kept).not.toMatch(/Erika|Mustermann|example\.com|49151/);
  });

  it('refuses rows in another currency than the shop counts in', async () => {
    const shop = emptyShop();
    const file =
      'customer,date,amount,currency\nC-1,2025-01-02,5.00,EUR\nC-1,2025-01-03,5.00,USD\n';
    const report = await importInto(shop, file);
    expect(report).toMatchObject({ rows: 2, applied: 1, quarantined: 1 });
    expect(report.faults[0]?.reason).toBe('currency "USD" must be EUR, in which this shop counts');
  });

  it('counts identical rows without order ids as so many orders, once', async () => {
    const shop = emptyShop();
    const file = 'customer,date,amount\nC-1,2025-01-02,5.00\nC-1,2025-01-02,5.00\n';
    expect(await importInto(shop, file)).toMatchObject({ rows: 2, events: 2, applied: 2 });
    expect(await importInto(shop, file)).toMatchObject({ rows: 2, applied: 0, repeated: 2 });
    expect((await shop.customers.load('C-1'))?.fold).toMatchObject({
      orders: 2,
      spentMinor: 1_000,
    });
  });

  it('refuses a file with a header line and nothing else', async () => {
    const report = importInto(emptyShop(), 'customer,date,amount\n');
    await expect(report).rejects.toThrow(/no rows/);
  });
});

describe('a dry run', () => {
  it('says what would happen and writes nothing', async () => {
    const shop = emptyShop();
    await importInto(shop, [HEADER, ...ROWS.slice(0, 2)].join('\n'));
    const before = [...shop.customers.stored];
    const { calendar, ledger } = shop;
    const target = { kind: 'dry-run', calendar, ledger } as const;
    const report = await importHistory(target, await requestOf(FILE));
    expect(report).toMatchObject({ dryRun: true, rows: 6, applied: 4, repeated: 2 });
    expect([...shop.customers.stored]).toEqual(before);
  });
});

describe('an import that breaks off', () => {
  const many = [
    HEADER,
    ...Array.from({ length: 300 }, (_, index) => `C-${index},2025-01-02,${index},COFFEE,1,1.00`),
  ].join('\n');

  it('goes on with the customers that were not settled and ends in the same state', async () => {
    let writes = 0;
    const stop: { after: number } = { after: 100 };
    const shop = emptyShop(async (name) => {
      if (name !== 'ledger.appendAll:before') return;
      writes += 1;
      if (writes > stop.after) throw new Error('killed');
    });
    await expect(importInto(shop, many)).rejects.toThrow('killed');
    const settled = shop.customers.stored.size;
    expect(settled).toBeGreaterThan(50);
    stop.after = Number.POSITIVE_INFINITY;
    writes = 0;
    const report = await importInto(shop, many);
    expect(report).toMatchObject({ rows: 300, quarantined: 0 });
    expect(report.applied + report.repeated).toBe(300);
    expect(report.resumedRows).toBeGreaterThan(50);
    expect(writes).toBeLessThanOrEqual(300 - report.resumedRows);
    const whole = emptyShop();
    await importInto(whole, many);
    expect(statesOf(shop)).toEqual(statesOf(whole));
    expect(await shop.documents.list('import-checkpoint')).toEqual([]);
  });

  it('changes nothing when the gzip file is cut off', async () => {
    const shop = emptyShop();
    const random = Array.from(
      { length: 60_000 },
      (_, index) => `C-${index},2025-01-02,${index * 7919},P${index % 997},1,${index % 89}.00`,
    );
    const cut = gzipSync([HEADER, ...random].join('\n')).subarray(0, -2_000);
    await expect(importInto(shop, cut)).rejects.toThrow(/unexpected end of file/);
    expect(shop.customers.stored.size).toBe(0);
  });

  it('removes what it laid on the disk', async () => {
    const rows = Array.from(
      { length: 4_000 },
      (_, index) => `C-1,2025-01-02,${index},${'P'.repeat(100)},1,1.00`,
    );
    const request = await requestOf([HEADER, ...rows].join('\n'));
    const seen: boolean[] = [];
    const onProgress = () => seen.push(existsSync(request.spillFolder));
    const report = await importHistory(emptyShop().target, { ...request, onProgress });
    expect(report).toMatchObject({ applied: 4_000 });
    expect(seen).toContain(true);
    expect(existsSync(request.spillFolder)).toBe(false);
  });
});

describe('importing events', () => {
  const event = (type: string, id: string, properties: object, at = '2025-01-02T10:00:00Z') =>
    JSON.stringify({ type, metadata: { id, occurredAt: at }, customerId: 'C-1', properties });
  const lines = [
    event('Complaint Opened', 'e1', { complaintId: 'k1' }),
    event('Complaint Resolved', 'e2', { complaintId: 'k1' }, '2025-01-04T10:00:00Z'),
    event('Customer Identified', 'e3', { email: 'c1@example.com', locale: 'en' }),
  ];

  it('of two events with one time and id takes the same one, whichever comes first', async () => {
    const twins = ['k1', 'k2'].map((complaintId) =>
      event('Complaint Opened', 'e1', { complaintId }),
    );
    const [one, other] = [emptyShop(), emptyShop()];
    const report = await importInto(one, twins.join('\n'));
    expect(report).toMatchObject({ rows: 2, applied: 1, repeated: 1 });
    await importInto(other, twins.toReversed().join('\n'));
    expect(statesOf(one)).toEqual(statesOf(other));
  });

  it('takes each line in any order, once', async () => {
    const shop = emptyShop();
    const report = await importInto(shop, [...lines].reverse().join('\n'));
    expect(report).toMatchObject({ rows: 3, events: 3, applied: 3, repeated: 0, quarantined: 0 });
    expect(await importInto(shop, lines.join('\n'))).toMatchObject({ applied: 0, repeated: 3 });
    const sorted = emptyShop();
    await importInto(sorted, lines.join('\n'));
    expect(statesOf(shop)).toEqual(statesOf(sorted));
  });

  it('keeps personal data out of the ledger and in the contacts', async () => {
    const shop = emptyShop();
    await importInto(shop, lines.join('\n'));
    expect(JSON.stringify(await shop.ledger.facts('C-1'))).not.toContain('example.com');
    expect(await shop.contacts.find('C-1')).toMatchObject({ email: 'c1@example.com' });
  });

  it('sets events in another currency aside with their line, masked', async () => {
    const shop = emptyShop();
    const order = (id: string, currency: string) =>
      event('Order Completed', id, { orderId: `${id}-1`, currency, totalMinor: 500, lines: [] });
    const file = [order('e5', 'EUR'), order('e6', 'USD'), order('e7', 'EUR')].join('\n');
    const report = await importInto(shop, file);
    expect(report).toMatchObject({ rows: 3, applied: 2, quarantined: 1 });
    const reason = 'properties.currency: got "USD", must be EUR, the currency of this shop';
    expect(report.faults).toEqual([{ line: 2, reason }]);
    expect((await shop.customers.load('C-1'))?.fold.spentMinor).toBe(1_000);
    const [kept] = await shop.quarantine.list(10);
    expect(JSON.parse(kept?.redacted ?? '')).toMatchObject({ properties: { currency: 'USD' } });
  });

  it('erases the contact of whoever asks for it, wherever the request stands in the file', async () => {
    const erasure = event('Erasure Requested', 'e4', {}, '2025-01-05T10:00:00Z');
    for (const file of [
      [...lines, erasure],
      [erasure, ...lines],
    ]) {
      const shop = emptyShop();
      expect(await importInto(shop, file.join('\n'))).toMatchObject({ applied: 4 });
      expect(await shop.contacts.find('C-1')).toBeUndefined();
    }
  });

  it('counts a line that comes twice as repeated', async () => {
    const [first = ''] = lines;
    const report = await importInto(emptyShop(), [...lines, first].join('\n'));
    expect(report).toMatchObject({ rows: 4, events: 3, applied: 3, repeated: 1 });
  });

  it('quarantines what is no event, masked, and takes the rest', async () => {
    const shop = emptyShop();
    const bad = [
      '{"type":',
      event('Complaint Open', 'e9', {}),
      '{"a":'.repeat(5_000),
      event('Customer Identified', 'e8', { email: 'not an address of c1@example.com' }),
    ];
    const report = await importInto(shop, [lines[0], ...bad, lines[1]].join('\n'));
    expect(report).toMatchObject({ rows: 6, applied: 2, quarantined: 4 });
    expect(report.faults.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    expect([...shop.quarantine.stored.values()].join()).not.toContain('c1@example.com');
  });
});
