import { type ColumnNames, type Columns, currencyInHeader, findColumns } from './columns.ts';
import { type Delimiter, detectDelimiter, fieldsOf, firstLines } from './csv-dialect.ts';
import { type DayOrder, detectDayOrder, readTime } from './date-format.ts';
import { type DecimalMark, detectDecimalMark } from './decimal.ts';
import { ImportRefused } from './import-refused.ts';

/** What the caller knows about the file; everything else is detected. */
export type ImportChoices = {
  readonly columns: ColumnNames;
  readonly delimiter?: Delimiter;
  readonly dayOrder?: DayOrder;
  readonly decimalMark?: DecimalMark;
  readonly currency?: string;
};

export type CsvPlan = {
  readonly kind: 'csv';
  readonly delimiter: Delimiter;
  /** Names of the columns; numbers from 1 when the file has no header line. */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  readonly columns: Columns;
  readonly dayOrder: DayOrder;
  /** Whether every time of the sample carries its own zone. */
  readonly zoned: boolean;
  readonly decimalMark: DecimalMark;
  /** Currency of rows that name none: as given, or as a header ends in it. */
  readonly currency?: string;
};
export type ImportPlan = CsvPlan | { readonly kind: 'ndjson' };

const SAMPLE_LINES = 5_000;

/** Characters at the start of a file that show whether it is text. */
const BINARY_LOOK = 64 * 1024;
/** Pictures and archives have a tenth of control characters; text has a stray one here and there. */
const BINARY_SHARE = 0.05;

/** How to read a file that starts with `sample`. @throws ImportRefused when that cannot be told. */
export function planImport(sample: string, choices: ImportChoices): ImportPlan {
  const [first, ...rest] = firstLines(sample.replace(/^\uFEFF/, ''), SAMPLE_LINES);
  if (first === undefined) throw new ImportRefused('the file is empty', 'Give a file with rows.');
  if (controlShare(sample.slice(0, BINARY_LOOK)) > BINARY_SHARE) throw notText();
  if (first.trimStart().startsWith('{')) return { kind: 'ndjson' };
  if (first.trimStart().startsWith('['))
    throw new ImportRefused('the file is one JSON list', 'Write one event a line (NDJSON).');
  if (controlShare(first) > 0) throw notText();
  const delimiter = choices.delimiter ?? detectDelimiter(sample);
  if (delimiter === undefined)
    throw new ImportRefused(
      'no delimiter found: neither comma, semicolon, tab nor bar cuts the first line into fields',
      'Name it with --delimiter, or check that this is a CSV or NDJSON file.',
    );
  return planCsv(delimiter, headerFields(first, delimiter), rest, choices);
}

function planCsv(
  delimiter: Delimiter,
  first: readonly string[],
  rest: readonly string[],
  choices: ImportChoices,
): CsvPlan {
  const hasHeader = !first.some((cell) => /^[\d.,:/-]+$/.test(cell.trim()));
  const header = hasHeader ? first.map((cell) => cell.trim()) : first.map((_, at) => `${at + 1}`);
  const columns = columnsOf(header, choices.columns, hasHeader);
  const rows = rest.flatMap((line) => readable(line, delimiter, header.length));
  if (!hasHeader) rows.unshift([...first]);
  if (rows.length === 0)
    throw new ImportRefused(
      'the file has a header line and no rows that fit it',
      'Check that it is the right file and that --delimiter is right.',
    );
  const times = valuesOf(rows, columns.time);
  const dayOrder = choices.dayOrder ?? dayOrderOf(times, header[columns.time ?? 0] ?? '');
  const numbers = [columns.quantity, columns.price, columns.amount].flatMap((at) =>
    valuesOf(rows, at),
  );
  const currency = choices.currency ?? currencyOf(header, columns);
  return {
    kind: 'csv',
    delimiter,
    header,
    hasHeader,
    columns,
    dayOrder,
    zoned: times.every((time) => readTime(time, dayOrder)?.kind === 'instant'),
    decimalMark: choices.decimalMark ?? detectDecimalMark(numbers),
    ...(currency === undefined ? {} : { currency }),
  };
}

const notText = (): ImportRefused =>
  new ImportRefused('the file is not text', 'Save it as CSV (UTF-8) or NDJSON first.');

/** Share of characters that no text needs, from 0 to 1. */
const controlShare = (text: string): number =>
  text === '' ? 0 : (text.match(/(?![\t\n\v\f\r])\p{Cc}/gu)?.length ?? 0) / text.length;

function columnsOf(header: readonly string[], given: ColumnNames, hasHeader: boolean): Columns {
  const columns = found(header, given);
  const missing = [
    ...(columns.customer === undefined ? ['customer'] : []),
    ...(columns.time === undefined ? ['time'] : []),
  ];
  if (missing.length === 0) return columns;
  const seen = hasHeader ? `The columns are ${header.join(', ')}` : 'The file has no header line';
  throw new ImportRefused(
    `no column found for ${missing.join(' and ')}`,
    `${seen}; name them as --columns ${missing.map((role) => `${role}=…`).join(',')} (header or number).`,
  );
}

function found(header: readonly string[], given: ColumnNames): Columns {
  try {
    return findColumns(header, given);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new ImportRefused(cause.message, 'Name columns by header or number.', { cause });
  }
}

function dayOrderOf(times: readonly string[], column: string): DayOrder {
  const order = detectDayOrder(times);
  if (order === undefined)
    throw new ImportRefused(
      `column ${column} holds no dates, its first value is "${(times[0] ?? '').slice(0, 40)}"`,
      'Name the column of the time as --columns time=….',
    );
  if (order === 'ambiguous')
    throw new ImportRefused(
      `the dates of column ${column} can be read day first and month first, as "${times[0] ?? ''}"`,
      'Say which with --date-order dmy or --date-order mdy.',
    );
  return order;
}

function currencyOf(header: readonly string[], columns: Columns): string | undefined {
  const money = columns.amount ?? columns.price;
  return money === undefined ? undefined : currencyInHeader(header[money] ?? '');
}

function headerFields(line: string, delimiter: Delimiter): string[] {
  try {
    return fieldsOf(line, delimiter);
  } catch (cause) {
    throw new ImportRefused('the first line has a broken quote', 'Correct the header line.', {
      cause,
    });
  }
}

function readable(line: string, delimiter: Delimiter, fieldCount: number): string[][] {
  try {
    const fields = fieldsOf(line, delimiter);
    return fields.length === fieldCount ? [fields] : [];
  } catch {
    return [];
  }
}

const valuesOf = (rows: readonly (readonly string[])[], at: number | undefined): string[] =>
  at === undefined ? [] : rows.map((row) => row[at]?.trim() ?? '').filter((cell) => cell !== '');
