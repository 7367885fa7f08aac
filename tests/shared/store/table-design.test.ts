import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dueSheetKinds,
  ledgerExpiry,
  sheetId,
  sheetKind,
  sheetRowOf,
  sortableMs,
} from '#shared/store/table-design.ts';

test('instants sort as text as they do as numbers', () => {
  const instant = fc.integer({ min: 0, max: 1e15 - 1 });
  fc.assert(
    fc.property(instant, instant, (one, other) => {
      expect(sortableMs(one) < sortableMs(other)).toBe(one < other);
    }),
  );
});

test.each([-1, 0.5, Number.NaN, 1e15])('%s is no instant that can be sorted', (atMs) => {
  expect(() => sortableMs(atMs)).toThrow(RangeError);
});

test('seven UTC days of sheets share a partition', () => {
  expect(sheetKind(Date.parse('2026-02-26T00:00:00Z'))).toBe('sheet#2026-02-26');
  expect(sheetKind(Date.parse('2026-03-04T23:59:59.999Z'))).toBe('sheet#2026-02-26');
  expect(sheetKind(Date.parse('2026-03-05T00:00:00Z'))).toBe('sheet#2026-03-05');
});

test('rows are looked for in this partition and the one before, oldest first', () => {
  const kinds = dueSheetKinds(Date.parse('2026-03-06T12:00:00Z'));
  expect(kinds).toEqual(['sheet#2026-02-26', 'sheet#2026-03-05']);
  expect(dueSheetKinds(0)).toEqual(['sheet#1970-01-01']);
});

test('the id of a row says the row again', () => {
  const row = { sendAtMs: 1_772_000_000_000, customerId: 'C:1/a@b', contactId: 'K=~+' };
  expect(sheetRowOf(sheetId(row.sendAtMs, row.customerId, row.contactId))).toEqual(row);
});

test('an entry is kept its months, in seconds, never less', () => {
  expect(ledgerExpiry(0, 12)).toBe(31_556_952);
  expect(ledgerExpiry(1, 12)).toBe(31_556_953);
});
