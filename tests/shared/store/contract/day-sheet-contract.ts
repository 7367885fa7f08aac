import { expect, test } from 'vitest';
import type { DaySheet, SheetRow } from '#shared/store/ports.ts';
import { SHEET_DAYS } from '#shared/store/table-design.ts';

const DAY_MS = 86_400_000;
const noon = Date.UTC(2026, 2, 1, 12);
const row = (sendAtMs: number, contactId = 'K-1', customerId = 'C-1'): SheetRow => ({
  sendAtMs,
  customerId,
  contactId,
});

/** What every day sheet must do; `make` answers an empty one. */
export function daySheetContract(make: () => Promise<DaySheet>): void {
  test('an empty sheet has nothing due', async () => {
    expect(await (await make()).due(noon, 10)).toEqual([]);
  });

  test('a row is due from its very millisecond on', async () => {
    const sheet = await make();
    await sheet.put(row(noon));
    expect(await sheet.due(noon - 1, 10)).toEqual([]);
    expect(await sheet.due(noon, 10)).toEqual([row(noon)]);
    expect(await sheet.due(noon + 1, 10)).toEqual([row(noon)]);
  });

  test('rows are due oldest first, across days, and those left over come first', async () => {
    const sheet = await make();
    const rows = [
      row(noon - 1, 'K-3'),
      row(noon - 5 * DAY_MS, 'K-1'),
      row(noon - 1, 'K-2', 'C-0'),
      row(noon - SHEET_DAYS * DAY_MS, 'K-0'),
      row(noon + 1, 'K-9'),
      row(noon + DAY_MS, 'K-9'),
    ];
    for (const one of rows) await sheet.put(one);
    const due = await sheet.due(noon, 10);
    expect(due.map(({ contactId }) => contactId)).toEqual(['K-0', 'K-1', 'K-2', 'K-3']);
  });

  test('a row older than the look-back is no longer found', async () => {
    const sheet = await make();
    await sheet.put(row(noon - 2 * SHEET_DAYS * DAY_MS));
    expect(await sheet.due(noon, 10)).toEqual([]);
  });

  test('a limit answers the oldest so many', async () => {
    const sheet = await make();
    for (const minute of [3, 1, 2, 0]) await sheet.put(row(noon - minute * 60_000, `K-${minute}`));
    await sheet.put(row(noon - DAY_MS, 'K-4'));
    const due = await sheet.due(noon, 3);
    expect(due.map(({ contactId }) => contactId)).toEqual(['K-4', 'K-3', 'K-2']);
  });

  test('the same row put twice is one row, and removed it is gone', async () => {
    const sheet = await make();
    await sheet.put(row(noon, 'K:1/+=~', 'C@x.y'));
    await sheet.put(row(noon, 'K:1/+=~', 'C@x.y'));
    expect(await sheet.due(noon, 10)).toEqual([row(noon, 'K:1/+=~', 'C@x.y')]);
    await sheet.remove(row(noon, 'K:1/+=~', 'C@x.y'));
    await sheet.remove(row(noon, 'K:1/+=~', 'C@x.y'));
    expect(await sheet.due(noon, 10)).toEqual([]);
  });
}
