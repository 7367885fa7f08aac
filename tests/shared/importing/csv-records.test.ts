import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvReader } from '#shared/importing/csv-records.ts';

function readAll(text: string, fields: number, delimiter: ',' | ';' = ',') {
  const reader = csvReader(delimiter, fields);
  return [...text.split('\n').flatMap((line) => reader.push(line)), ...reader.end()];
}
const good = (text: string, fields: number) =>
  readAll(text, fields).flatMap((record) => (record.kind === 'fields' ? [record.fields] : []));
const faults = (text: string, fields: number) =>
  readAll(text, fields).flatMap((record) => (record.kind === 'fault' ? [record.line] : []));

describe('reading CSV records', () => {
  it('reads quoted delimiters, doubled quotes and line ends inside quotes', () => {
    expect(good('a,"b, c"\n"say ""hi""","two\nlines"\nx,y', 2)).toEqual([
      ['a', 'b, c'],
      ['say "hi"', 'two\nlines'],
      ['x', 'y'],
    ]);
  });

  it('loses only the line whose quote never closes', () => {
    const text = 'a,b\n1,"broken\n2,c\n3,d';
    expect(good(text, 2)).toEqual([
      ['a', 'b'],
      ['2', 'c'],
      ['3', 'd'],
    ]);
    expect(faults(text, 2)).toEqual([2]);
  });

  it('loses only the broken line when a later line has good quotes', () => {
    const text = '1,"broken,x\n2,c\n3,"d, e"\n4,f';
    expect(good(text, 2)).toEqual([
      ['2', 'c'],
      ['3', 'd, e'],
      ['4', 'f'],
    ]);
    expect(faults(text, 2)).toEqual([1]);
  });

  it('loses a line with a quote inside an unquoted field or with text after a closing quote', () => {
    const text = '1,5" pipe\n2,"a" b\n3,c';
    expect(good(text, 2)).toEqual([['3', 'c']]);
    expect(faults(text, 2)).toEqual([1, 2]);
  });

  it('names the line and both counts when a record has too many or too few fields', () => {
    const [first, second, third] = readAll('a,b,c\na\na,b', 2);
    expect(first).toEqual({ kind: 'fault', line: 1, reason: 'expected 2 fields, found 3' });
    expect(second).toEqual({ kind: 'fault', line: 2, reason: 'expected 2 fields, found 1' });
    expect(third).toEqual({ kind: 'fields', line: 3, fields: ['a', 'b'] });
  });

  it('gives up an open quote after fifty lines and reads those lines as if it had not been there', () => {
    const rows = Array.from({ length: 200 }, (_, index) => `${index},x`);
    const text = ['0,"open', ...rows].join('\n');
    expect(faults(text, 2)).toEqual([1]);
    expect(good(text, 2)).toHaveLength(200);
  });

  it('counts blank lines as lines but not as records', () => {
    expect(readAll('a,b\n\n  \nc', 2)).toEqual([
      { kind: 'fields', line: 1, fields: ['a', 'b'] },
      { kind: 'fault', line: 4, reason: 'expected 2 fields, found 1' },
    ]);
  });

  it('refuses a line longer than a mebibyte', () => {
    expect(faults(`a,${'x'.repeat(1024 * 1024)}\nb,c`, 2)).toEqual([1]);
  });

  it('reads back whatever was properly quoted', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', ';', ' ', 'é') });
    const record = fc.tuple(cell, cell).filter(([a, b]) => `${a}${b}`.split('\n').length < 40);
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), (records) => {
        const text = records
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
          .join('\n');
        expect(good(text, 2)).toEqual(records);
      }),
    );
  });

  it('never throws, and every line of any text is in one record or fault at most', () => {
    const unit = fc.constantFrom('a', '"', ',', '\n', '1');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 300 }), (text) => {
        const lines = readAll(text, 3).map((record) => record.line);
        expect(new Set(lines).size).toBe(lines.length);
        expect([...lines].sort((a, b) => a - b)).toEqual(lines);
      }),
      { numRuns: 500 },
    );
  });
});
