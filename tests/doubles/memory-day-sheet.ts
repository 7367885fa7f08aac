import type { DaySheet } from '#shared/store/ports.ts';
import { dueSheetKinds, sheetId, sheetKind, sheetRowOf } from '#shared/store/table-design.ts';
import { type Step, stepping } from './step.ts';

/** The day sheet in memory; it looks back over as many days as the real one. */
export function memoryDaySheet(step?: Step): DaySheet & { readonly stored: ReadonlySet<string> } {
  const stored = new Set<string>();
  const run = stepping('sheet', step);

  return {
    stored,
    put: (row) =>
      run('put', () => {
        stored.add(sheetId(row.sendAtMs, row.customerId, row.contactId));
      }),
    due: (nowMs, limit) =>
      run('due', () => {
        const kinds = new Set(dueSheetKinds(nowMs));
        const rows = [...stored].sort().map(sheetRowOf);
        return rows
          .filter(({ sendAtMs }) => sendAtMs <= nowMs && kinds.has(sheetKind(sendAtMs)))
          .slice(0, limit);
      }),
    remove: (row) =>
      run('remove', () => {
        stored.delete(sheetId(row.sendAtMs, row.customerId, row.contactId));
      }),
  };
}
