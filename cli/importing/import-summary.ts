import { terminal } from '#cli/terminal.ts';
import { number, plural } from '#cli/words.ts';
import type { ImportReport } from '#functions/import/import-report.ts';

const SHOWN = 10;

/** What became of every row, for a person. */
export function printReport(report: ImportReport): void {
  terminal.print(summaryOf(report).join('\n'));
}

export function summaryOf(report: ImportReport): string[] {
  const { rows, applied, repeated, quarantined, dryRun } = report;
  return [
    ...report.conventions.map((line) => `note: ${line}`),
    `${plural(rows, 'row')}: ${number(applied)} applied, ${number(repeated)} repeated, ${number(quarantined)} quarantined${dryRun ? ' (dry run: nothing was written)' : ''}`,
    `${plural(report.events, 'event')} of ${plural(report.customers, 'customer')}${report.asOf === undefined ? '' : `, the last on ${report.asOf}`}`,
    ...(report.resumedRows > 0
      ? [`went on with an earlier import that had settled ${plural(report.resumedRows, 'row')}`]
      : []),
    ...report.reasons
      .slice(0, SHOWN)
      .map(({ reason, rows: count }) => `${number(count)} × ${reason}`),
    ...report.faults.slice(0, SHOWN).map(({ line, reason }) => `line ${line}: ${reason}`),
  ];
}
