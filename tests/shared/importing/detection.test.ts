import { describe, expect, it } from 'vitest';
import { currencyInHeader, findColumns, parseColumnNames } from '#shared/importing/columns.ts';
import {
  detectDecimalMark,
  plainNumber,
  roundHalfAway,
  shifted,
} from '#shared/importing/decimal.ts';
import { ImportRefused } from '#shared/importing/import-refused.ts';
import { planImport } from '#shared/importing/plan-import.ts';
import { safeIdentifier } from '#shared/importing/safe-identifier.ts';
import { wallClockOf } from '#shared/importing/wall-clock.ts';

const plan = (sample: string, choices = {}) => planImport(sample, { columns: {}, ...choices });

describe('guessing what columns mean', () => {
  it('knows the headers of common exports', () => {
    const header = [
      'customer_id',
      'ts_local',
      'invoice',
      'product_id',
      'quantity',
      'unit_price_gbp',
    ];
    const guessed = { customer: 0, time: 1, order: 2, product: 3, quantity: 4, price: 5 };
    expect(findColumns(header, {})).toEqual(guessed);
    expect(
      findColumns(['InvoiceNo', 'StockCode', 'InvoiceDate', 'CustomerID', 'UnitPrice'], {}),
    ).toEqual({ order: 0, product: 1, time: 2, customer: 3, price: 4 });
  });

  it('takes a name for an order number only in an export with lines of orders', () => {
    expect(findColumns(['Name', 'Email', 'Created at', 'Lineitem name'], {})).toMatchObject({
      order: 0,
    });
    expect(findColumns(['customer_id', 'name', 'date', 'sku'], {})).toEqual({
      customer: 0,
      time: 2,
      product: 3,
    });
  });

  it('lets given columns go first, by header in any spelling or by number', () => {
    expect(findColumns(['date', 'customer', 'who'], { customer: 'Who', time: '1' })).toEqual({
      customer: 2,
      time: 0,
    });
  });

  it('names a given column that is not there', () => {
    expect(() => findColumns(['a', 'b'], { customer: 'c' })).toThrow(
      /customer=c is not in the file/,
    );
  });

  it('refuses a role that does not exist', () => {
    expect(() => parseColumnNames('customer=a,colour=b')).toThrow(/colour=b/);
    expect(parseColumnNames('customer=a, time=b')).toEqual({ customer: 'a', time: 'b' });
  });

  it('finds a currency at the end of a header', () => {
    expect(currencyInHeader('amount_usd')).toBe('USD');
    expect(currencyInHeader('Price (EUR)')).toBe('EUR');
    expect(currencyInHeader('amount')).toBeUndefined();
  });
});

describe('detecting a format', () => {
  it.each([
    [',', 'comma'],
    [';', 'semicolon'],
    ['\t', 'tab'],
    ['|', 'bar'],
  ])('tells fields apart by %j', (delimiter) => {
    const lines = [
      ['customer', 'date', 'amount'],
      ['a', '2011-01-02', '5'],
      ['b', '2011-01-03', '6'],
    ];
    expect(plan(lines.map((line) => line.join(delimiter)).join('\n'))).toMatchObject({ delimiter });
  });

  it('reads German exports: semicolons, days first, decimal commas', () => {
    const sample = 'Kunde;Datum;Betrag EUR\nA1;31.12.2025;1.234,50\nA2;01.12.2025;7,00';
    expect(plan(sample)).toMatchObject({
      delimiter: ';',
      dayOrder: 'dmy',
      decimalMark: 'comma',
      currency: 'EUR',
    });
  });

  it('takes a file of events for NDJSON', () => {
    expect(plan('{"type":"Order Completed"}\n')).toEqual({ kind: 'ndjson' });
  });

  it('reads a file without a header line when columns are given by number', () => {
    const found = plan('C1,2011-01-02,5.00\nC2,2011-01-03,6.00', {
      columns: { customer: '1', time: '2', amount: '3' },
    });
    expect(found).toMatchObject({ hasHeader: false, columns: { customer: 0, time: 1, amount: 2 } });
  });

  it.each([
    ['', /empty/],
    ['[{"type":"x"}]', /one JSON list/],
    ['just\nwords', /no delimiter/],
    ['a,b\n1,2', /no column found for customer and time/],
    ['customer,date\na,1/2/2011', /day first and month first/],
    ['customer,date\na,tomorrow', /holds no dates/],
    ['"customer,date\na,2011-01-01', /no delimiter|broken quote/],
  ])('says what is wrong with %j', (sample, message) => {
    expect(() => plan(sample)).toThrow(message);
    expect(() => plan(sample)).toThrow(ImportRefused);
  });
});

describe('a file that is no text', () => {
  const noise = Array.from({ length: 4_000 }, (_, at) => String.fromCharCode((at * 7_919) % 256));

  it.each([
    ['an archive', `PK\u0003\u0004\u0014,\u0000\n${noise.join('')}`],
    ['a document', `%PDF-1.7, a\n${noise.join('')}`],
    ['UTF-16 without a mark', [...'customer,date\nC-1,2025-01-02\n'].join('\0')],
  ])('is refused as such: %s', (_, sample) => {
    expect(() => plan(sample)).toThrow('the file is not text');
  });

  it('is not one with a stray control character in a row', () => {
    const rows = Array.from({ length: 20 }, (_, day) => `C-1,2025-01-${day + 10}`);
    expect(plan(['customer,date', ...rows, 'C-\0,2025-01-02'].join('\n')).kind).toBe('csv');
  });
});

describe('numbers', () => {
  it.each([
    [['1,234.50', '7'], 'point'],
    [['1.234,50'], 'comma'],
    [['7,5'], 'comma'],
    [['1,234'], 'point'],
  ] as const)('%j has a decimal %s', (values, mark) => {
    expect(detectDecimalMark([...values])).toBe(mark);
  });

  it.each([
    ['1,234.50', 'point', '1234.50'],
    ['1.234,50', 'comma', '1234.50'],
    ['-3', 'point', '-3'],
    ['£4.25', 'point', '4.25'],
    ['12,5', 'comma', '12.5'],
    ['1e5', 'point', undefined],
    ['NaN', 'point', undefined],
    ['1,23', 'point', undefined],
    ['0x10', 'point', undefined],
    ['', 'point', undefined],
    ['4.25', 'comma', undefined],
  ] as const)('%s with a decimal %s is %s', (text, mark, expected) => {
    expect(plainNumber(text, mark)).toBe(expected);
  });

  it('turns decimals into minor units without the drift of a multiplication', () => {
    expect(roundHalfAway(shifted('1.005', 2))).toBe(101);
    expect(roundHalfAway(shifted('-1.005', 2))).toBe(-101);
    expect(shifted('8.29', 2)).toBe(829);
  });
});

describe('identifiers', () => {
  it('leaves what fits, encodes what does not, and refuses names every object has', () => {
    expect(safeIdentifier('17850')).toBe('17850');
    expect(safeIdentifier('#1001')).toBe('=231001');
    expect(safeIdentifier('Größe L')).toBe('Gr=C3=B6=C3=9Fe=20L');
    expect(safeIdentifier('__proto__')).toBeUndefined();
    expect(safeIdentifier('')).toBeUndefined();
    expect(safeIdentifier('x'.repeat(129))).toBeUndefined();
  });
});

describe('the wall clock of a zone', () => {
  it('knows summer time, and takes the first of a repeated hour and the next of a missing one', () => {
    const berlin = wallClockOf('Europe/Berlin');
    const at = (wall: string) => new Date(berlin(Date.parse(`${wall}Z`))).toISOString();
    expect(at('2025-01-15T12:00')).toBe('2025-01-15T11:00:00.000Z');
    expect(at('2025-07-15T12:00')).toBe('2025-07-15T10:00:00.000Z');
    expect(at('2025-10-26T02:30')).toBe('2025-10-26T00:30:00.000Z');
    expect(at('2025-03-30T02:30')).toBe('2025-03-30T01:30:00.000Z');
  });
});
