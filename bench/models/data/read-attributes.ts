import type { AttributeRow } from '#shared/domain/forecasting/attributes/learn-attributes.ts';
import { columnFinder, readTable, wantedColumn } from './read-table.ts';

export type AttributesRead = {
  readonly rows: readonly AttributeRow[];
  readonly warnings: readonly string[];
};

export type AttributeChoices = {
  readonly columns: string | undefined;
  /** Column of what is foreseen; a well-known name when absent. */
  readonly label: string | undefined;
  /** Value that means it happened; the usual ones when absent. */
  readonly positive: string | undefined;
};

const LABEL = 'churn churned exited left attrition cancelled label target y'.split(' ');
const ID = 'customer_id id customer user_id client_id account_id row_number rownumber index'.split(
  ' ',
);
const POSITIVE = ['yes', 'true', '1', 'y', 'churned', 'left'];

/**
 * Customers with their attributes and whether they left. The column that identifies them tells
 * nothing and is left out.
 * @throws RangeError naming the column or the value that does not fit.
 */
export async function readAttributes(
  file: string,
  { columns, label, positive }: AttributeChoices,
): Promise<AttributesRead> {
  const table = await readTable(file);
  const given = [columns, label === undefined ? undefined : `label=${label}`];
  const text = given.filter((part) => part !== undefined).join(',');
  const find = columnFinder(text === '' ? undefined : text, ['customer', 'label']);
  const of = wantedColumn(find, table, 'label', LABEL);
  const id = find(table, 'customer', ID);
  const values = new Set(table.rows.map((row) => (row[of] ?? '').trim()));
  const wanted = positiveOf(values, positive, table.header[of] ?? '');
  const names = table.header.map((name, at) => ({ name, at }));
  const kept = names.filter(({ at }) => at !== of && at !== id);
  return {
    rows: table.rows.map((row) => ({
      attributes: Object.fromEntries(kept.map(({ name, at }) => [name, (row[at] ?? '').trim()])),
      left: (row[of] ?? '').trim() === wanted ? 1 : 0,
    })),
    warnings: [
      ...table.warnings,
      ...(id === undefined ? [] : [`column ${table.header[id] ?? ''} identifies and is left out`]),
    ],
  };
}

function positiveOf(
  values: ReadonlySet<string>,
  positive: string | undefined,
  column: string,
): string {
  const seen = [...values].slice(0, 5).join(', ');
  const wanted =
    positive ?? [...values].find((value) => POSITIVE.includes(value.toLowerCase())) ?? '';
  if (wanted !== '' && values.has(wanted)) return wanted;
  throw new RangeError(
    `--positive must be a value of ${column}, which holds ${seen}; got "${positive ?? ''}"`,
  );
}
