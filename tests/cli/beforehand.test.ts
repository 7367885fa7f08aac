import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { WIDTH } from '#cli/table.ts';
import { AHEAD_DAYS } from '#shared/domain/deciding/look-ahead.ts';
import { type Ended, PROGRAM, runNode, runProgram } from '#tests/builders/run-program.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

const folder = temporaryFolder('beforehand-cli');
const data = join(folder, 'data');

const beforehand = (...args: readonly string[]): Promise<Ended> =>
  runProgram('--data', data, ...args);

/** Fifty customers who buy coffee every two weeks or so, ten of whom have stopped; the last is named by an address. */
function orders(): string {
  const rows = Array.from({ length: 50 }, (_, customer) =>
    Array.from({ length: customer < 10 ? 12 : 16 }, (_, visit) => {
      const day = new Date(Date.UTC(2024, 0, 1 + visit * 14 + ((customer + visit) % 5)));
      const name = customer === 49 ? 'ann@example.com' : `C-${customer}`;
      return `${name};${day.toISOString().slice(0, 10)};${customer * 100 + visit};COFFEE;2;9,99`;
    }),
  ).flat();
  return [
    'customer;date;order;product;quantity;price_eur',
    ...rows,
    'C-1;2024-02-30;1;X;1;1,00',
  ].join('\n');
}

const file = join(folder, 'orders.csv');
let imported: Ended;

beforeAll(async () => {
  writeFileSync(file, orders());
  imported = await beforehand('import', file, '--json');
}, 60_000);

describe('beforehand --version', () => {
  it('says which version this is', async () => {
    const { version } = JSON.parse(readFileSync(join(PROGRAM, '../../package.json'), 'utf8'));
    expect(await beforehand('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('beforehand import', () => {
  it('says as JSON what became of every row', () => {
    expect(imported.code).toBe(0);
    expect(JSON.parse(imported.out)).toMatchObject({
      rows: 761,
      events: 760,
      applied: 760,
      repeated: 0,
      quarantined: 1,
      asOf: '2024-08-02',
      faults: [{ line: 762, reason: expect.stringContaining('2024-02-30') }],
    });
  });

  it('says on stderr what it found out about the file', () => {
    expect(imported.err).toContain('semicolon between fields');
    expect(imported.err).toContain('customer=customer, time=date, order=order');
    expect(imported.err).toContain('decimal comma; money in EUR');
  });

  it('writes the settings of a new shop', () => {
    const shop = JSON.parse(readFileSync(join(data, 'shop.json'), 'utf8'));
    expect(shop).toMatchObject({ currency: 'EUR', timeZone: 'UTC' });
  });

  it('changes nothing when the file comes again', async () => {
    const again = await beforehand('import', file, '--json');
    expect(JSON.parse(again.out)).toMatchObject({
      rows: 761,
      applied: 0,
      repeated: 760,
      quarantined: 1,
    });
  });

  it('refuses a file in another currency and says what to do', async () => {
    const dollars = join(folder, 'dollars.csv');
    writeFileSync(dollars, 'customer,date,amount_usd\nC-1,2024-01-02,5.00\n');
    const { code, err } = await beforehand('import', dollars);
    expect(code).toBe(2);
    expect(err).toMatch(
      /error: the file is in USD, but the shop in .* counts in EUR\nhint: .*--data/,
    );
  });

  it('ends with code 1 when no row could be used', async () => {
    const unusable = join(folder, 'unusable.csv');
    writeFileSync(unusable, 'customer,date,amount\nC-1,2024-01-02,none\nC-2,2024-01-02,none\n');
    const { code, out } = await beforehand('import', unusable, '--dry-run');
    expect(code).toBe(1);
    expect(out).toContain('2 rows: 0 applied, 0 repeated, 2 quarantined');
  });

  it('takes a mapping file, over which flags go', async () => {
    const strange = join(folder, 'strange.csv');
    const mapping = join(folder, 'mapping.json');
    writeFileSync(strange, 'who;when;sum\nC-1;02/01/2024;5,00\n');
    writeFileSync(mapping, '{"columns":{"customer":"who","time":"when"},"dateOrder":"mdy"}');
    const flags = ['--mapping', mapping, '--date-order', 'dmy', '--dry-run', '--json'];
    expect(JSON.parse((await beforehand('import', strange, ...flags)).out)).toMatchObject({
      applied: 1,
      asOf: '2024-01-02',
    });
  });

  it('names what is wrong with a mapping file', async () => {
    const mapping = join(folder, 'wrong.json');
    writeFileSync(mapping, '{"colums":{},"timeZone":"Mars/Olympus"}');
    const { code, err } = await beforehand('import', file, '--mapping', mapping);
    expect(code).toBe(2);
    expect(err).toMatch(/wrong\.json: .*timeZone: must be an IANA zone.*colums/);
  });

  it('makes no folder in a dry run', async () => {
    const other = join(folder, 'other');
    const child = await beforehand('import', file, '--dry-run', '--json', '--data', other);
    expect(child.code).toBe(0);
    expect(existsSync(other)).toBe(false);
  });
});

describe('what can be asked after an import', () => {
  it('lists who will need what', async () => {
    const { code, out } = await beforehand('forecast', '--within', '30', '--limit', '5', '--json');
    expect(code).toBe(0);
    const { asOf, rows } = JSON.parse(out);
    expect(asOf).toBe('2024-08-02');
    expect(rows).toHaveLength(5);
    expect(rows[0]).toMatchObject({ kind: 'replenishment', subject: 'COFFEE' });
  });

  it('prints lists as CSV', async () => {
    const { out } = await beforehand('forecast', '--csv', '--limit', '2');
    const [header, ...rows] = out.trim().split('\n');
    expect(header).toBe(
      'customer,kind,subject,expected_on,p10,p90,probability,evidence,overdue,value_minor,told_in,likelihood,likely_from,likely_to',
    );
    expect(rows).toHaveLength(2);
  });

  it('lists who is leaving, and only those who stopped coming', async () => {
    const { rows } = JSON.parse((await beforehand('at-risk', '--json')).out);
    expect(rows.length).toBeGreaterThan(0);
    for (const { customerId } of rows) expect(Number(customerId.slice(2))).toBeLessThan(10);
  });

  it('explains a customer in words and as JSON', async () => {
    const words = await beforehand('explain', 'C-30');
    expect(words.out).toMatch(/16 orders for €319\.68/);
    expect(words.out).toMatch(/replenishment of COFFEE: very likely \(90 to 99 %\) within 14 days/);
    expect(words.out).toMatch(/usually buys it every 14 days/);
    expect(words.out).toMatch(/at stake; not raised as at risk$/m);
    expect(words.out).toMatch(/at risk from \d{4}-\d\d-\d\d, if nothing is bought/);
    const json = JSON.parse((await beforehand('explain', 'C-30', '--json')).out);
    expect(json).toMatchObject({ customerId: 'C-30', state: { fold: { orders: 16 } } });
    expect(json.forecasts.map(({ kind }: { kind: string }) => kind)).toEqual([
      'churn',
      'replenishment',
    ]);
  });

  it.each([
    ['explain', 'Ann@example.com'],
    ['forecast', '--customer', 'Ann@example.com'],
    ['refold', 'Ann@example.com'],
  ])('knows in %s whom an address names', async (...args) => {
    expect(await beforehand(...args, '--json')).toMatchObject({ code: 0, err: '' });
  });

  it('tells the figures of the shop', async () => {
    const { figures } = JSON.parse((await beforehand('kpis', '--json')).out);
    const average = figures.find(
      ({ kpi, window }: { kpi: string; window: string }) =>
        kpi === 'average-order' && window === 'last-12-months',
    );
    expect(average).toMatchObject({ value: 1_998, unit: 'money-minor' });
  });

  it('finds every state to be the fold of its ledger', async () => {
    const { code, out } = await beforehand('verify', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ customers: 50, mismatches: 0, mismatched: [] });
  });

  it.each(['forecast', 'at-risk', 'kpis', 'status', 'doctor'])(
    'keeps what %s prints within the width of a terminal',
    async (name) => {
      const { code, out } = await beforehand(name);
      expect(code).toBe(0);
      expect(out.split('\n').filter((line) => line.length > WIDTH)).toEqual([]);
    },
  );

  it('says how things stand', async () => {
    expect(JSON.parse((await beforehand('status', '--json')).out)).toEqual({
      folder: data,
      shop: 'My shop',
      customers: 50,
      events: 760,
      imports: 1,
      dawn: '2024-08-02',
      model: 'learned-2024-08-02',
      learning: expect.objectContaining({
        version: 'learned-2024-08-02',
        customers: 50,
        data: { from: '2024-01-01', to: '2024-08-02' },
        judged: { champion: 'shipped-1', from: '2024-05-30', to: '2024-08-02' },
        held: false,
      }),
      sending: { state: 'on', since: null, reason: null },
      quarantined: 1,
      backlog: { imports: 0, dawnSegments: 0 },
    });
  });
});

describe('wrong use', () => {
  it.each([
    [['frobnicate'], /unknown command 'frobnicate'/],
    [['import'], /missing required argument 'file'/],
    [['import', '/no/such/file.csv'], /there is no file \/no\/such\/file\.csv/],
    [['import', folder], /that is a folder/],
    [['import', join(file, 'x')], /there is no file .*orders\.csv\/x/],
    [['import', file, '--data', file], /the folder .*orders\.csv cannot be made or written/],
    [['import', file, '--columns', 'colour=a'], /colour=a/],
    [['import', file, '--time-zone', 'Mars/Olympus'], /IANA zone/],
    [['import', file, '--delimiter', 'dash'], /Allowed choices are comma/],
    [
      ['forecast', '--within', 'soon'],
      /--within <days>.* 'soon' is invalid.*whole number from 1 to 30/,
    ],
    [['cost', '--customers', 'few'], /--customers <number>.* 'few' is invalid.*whole number/],
    [['cost', '--by', 'pigeon'], /--by <way>.* 'pigeon' is invalid.*bus, http/],
    [['start', '--days', '0'], /--days <number>.* '0' is invalid.*from 1 to 1,000,000/],
    [['redrive', '--limit', '0'], /--limit <rows>.* '0' is invalid.*whole number from 1 on/],
    [['explain', 'nobody'], /there is no customer nobody/],
  ])('%j ends with code 2 and one clear sentence', async (args, message) => {
    const { code, out, err } = await beforehand(...args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('ends with code 3 and one sentence when a thread fails where nobody waits for it', async () => {
    const runner = JSON.stringify(join(import.meta.dirname, '../../cli/run.ts'));
    const script = `const { run } = await import(${runner});
      await run(['node', 'beforehand', '--help']);
      setTimeout(() => { throw new Error('the thread broke'); });`;
    const { code, err } = await runNode('--input-type=module', '--eval', script);
    expect(code).toBe(3);
    expect(err).toMatch(/^error: the thread broke\nhint: /);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('names the way out when there is no data', async () => {
    const { code, err } = await beforehand('forecast', '--data', join(folder, 'empty'));
    expect(code).toBe(2);
    expect(err).toMatch(/there is no data in .*\nhint: Import a file/);
  });

  it.each([
    'import',
    'forecast',
    'at-risk',
    'explain',
    'kpis',
    'learn',
    'verify',
    'refold',
    'status',
    'start',
    'backtest',
    'case',
    'cost',
    'doctor',
    'redrive',
    'sending',
    'erase',
    'restore-drill',
  ])('shows examples in the help of %s', async (name) => {
    const { code, out } = await beforehand(name, '--help');
    expect(code).toBe(0);
    expect(out).toContain(`$ beforehand ${name}`);
    expect(out).toContain('--json');
    expect(out).not.toMatch(/\n\n\n|\n\n$/);
  });

  it('says how far ahead the list looks, and takes so many days but not one more', async () => {
    const { out } = await beforehand('forecast', '--help');
    expect(out).toContain(`${AHEAD_DAYS} at most`);
    expect((await beforehand('forecast', '--within', `${AHEAD_DAYS}`)).code).toBe(0);
    expect((await beforehand('forecast', '--within', `${AHEAD_DAYS + 1}`)).err).toMatch(
      `'${AHEAD_DAYS + 1}' is invalid. It must be a whole number from 1 to ${AHEAD_DAYS}.`,
    );
  });
});
