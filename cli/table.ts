import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import { styled } from './terminal.ts';

export type Column = {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Texts of this column are cut where a line would be wider than `WIDTH`. */
  readonly mayBeCut?: true;
};

/** Characters of a line that most terminals show. */
export const WIDTH = 100;

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/**
 * Aligned columns without lines, so that a table can be copied and cut. A row of one text is a heading
 * over all columns.
 */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const drawn = new Table({
    head: columns.map(({ title }) => styled('bold', title)),
    colWidths: columns.map(({ mayBeCut }, at) => (mayBeCut ? roomFor(at, columns, rows) : null)),
    wordWrap: false,
    colAligns: columns.map(({ align }) => align ?? 'left'),
    chars: NO_BORDERS,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
  });
  drawn.push(
    ...rows.map((row) =>
      isHeading(row, columns)
        ? [{ content: styled('bold', row[0] ?? ''), colSpan: columns.length }]
        : [...row],
    ),
  );
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const isHeading = (row: readonly string[], columns: readonly Column[]): boolean =>
  row.length === 1 && columns.length > 1;

/** A table whose first column is text and whose others are numbers. */
export const figureTable = (
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string =>
  table(
    head.map((title, at) => ({ title, align: at === 0 ? 'left' : 'right' })),
    rows,
  );

/** What the other columns leave of a line, but no less than the title takes. */
function roomFor(
  column: number,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
): number {
  const cells = rows.filter((row) => !isHeading(row, columns));
  const taken = columns.map(({ title }, at) => {
    if (at === column) return 0;
    const widest = cells.map((row) => stripVTControlCharacters(row[at] ?? '').length);
    return Math.max(title.length, ...widest) + NO_BORDERS.middle.length;
  });
  const room = WIDTH - taken.reduce((sum, each) => sum + each, 0);
  return Math.max(room, columns[column]?.title.length ?? 0);
}

/** Columns of a CSV file in their order: by title, what a row says there. */
export type CsvColumns<Row> = Readonly<Record<string, (row: Row) => unknown>>;

/** Rows as CSV with a header line; a cell with a delimiter, quote or line end is quoted. */
export function csv<Row>(columns: CsvColumns<Row>, rows: readonly Row[]): string {
  const cells = rows.map((row) => Object.values(columns).map((of) => of(row)));
  return [Object.keys(columns), ...cells].map((each) => each.map(cell).join(',')).join('\n');
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: unknown): string {
  const text = typeof value === 'string' && /^[=+@\t-]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
