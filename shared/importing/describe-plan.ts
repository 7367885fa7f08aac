import { ROLES } from './columns.ts';
import { delimiterName } from './csv-dialect.ts';
import { DAY_ORDERS } from './date-format.ts';
import type { CsvPlan, ImportPlan } from './plan-import.ts';

/** What was detected or given, one statement a line, for a person to check. */
export function describePlan(
  plan: ImportPlan,
  settings: { readonly zone: string; readonly currency: string },
): string[] {
  if (plan.kind === 'ndjson') return ['format: NDJSON, one event a line'];
  const zone = plan.zoned ? 'with their own zone' : `without a zone, read in ${settings.zone}`;
  return [
    `format: CSV, ${delimiterName(plan.delimiter)} between fields, ${plan.hasHeader ? 'a header line' : 'no header line'}`,
    `columns: ${columnsText(plan)}`,
    `times: ${DAY_ORDERS[plan.dayOrder]}, ${zone}`,
    `numbers: decimal ${plan.decimalMark}; money in ${settings.currency}`,
    ...missing(plan),
  ];
}

function columnsText(plan: CsvPlan): string {
  const used = ROLES.flatMap((role) => {
    const at = plan.columns[role];
    return at === undefined ? [] : [`${role}=${plan.header[at]}`];
  });
  const taken = new Set(Object.values(plan.columns));
  const unused = plan.header.filter((_, at) => !taken.has(at));
  return used.join(', ') + (unused.length > 0 ? ` (not used: ${unused.join(', ')})` : '');
}

function missing(plan: CsvPlan): string[] {
  const { order, price, amount } = plan.columns;
  return [
    ...(order === undefined ? ['no order column: each row is one order'] : []),
    ...(price === undefined && amount === undefined ? ['no money column: orders are worth 0'] : []),
  ];
}
