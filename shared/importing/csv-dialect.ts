import { parse } from 'csv-parse/sync';

/** What may stand between fields, by its name. */
export const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;
export type Delimiter = (typeof DELIMITERS)[keyof typeof DELIMITERS];

const LINES_LOOKED_AT = 50;

export const delimiterName = (delimiter: Delimiter): string =>
  Object.entries(DELIMITERS).find(([, known]) => known === delimiter)?.[0] ?? delimiter;

/** The delimiter that cuts most of the first lines into as many fields as the first; undefined when none does. */
export function detectDelimiter(sample: string): Delimiter | undefined {
  const lines = firstLines(sample, LINES_LOOKED_AT);
  const scored = Object.values(DELIMITERS).map((delimiter) => ({
    delimiter,
    score: score(lines, delimiter),
  }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : undefined;
}

/** Fields of one record. @throws CsvError when a quote is broken. */
export function fieldsOf(record: string, delimiter: Delimiter): string[] {
  if (!record.includes('"')) return record.split(delimiter);
  return parse(record, { delimiter, relax_column_count: true })[0] ?? [];
}

/** Whether a quoted field that opened in `text` has not ended by the end of it. */
export function quoteStaysOpen(text: string, delimiter: Delimiter): boolean {
  let at = 0;
  while (at <= text.length) {
    if (text[at] !== '"') {
      const next = text.indexOf(delimiter, at);
      if (next < 0) return false;
      at = next + 1;
      continue;
    }
    const end = endOfQuoted(text, at + 1);
    if (end < 0) return true;
    const next = text.indexOf(delimiter, end);
    if (next < 0) return false;
    at = next + 1;
  }
  return false;
}

/** The first lines of a text that are not blank. */
export const firstLines = (sample: string, count: number): string[] =>
  sample
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, count);

/** Position after the closing quote of a field whose content starts at `from`; -1 when it never closes. */
function endOfQuoted(text: string, from: number): number {
  let at = from;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return -1;
    if (text[quote + 1] !== '"') return quote + 1;
    at = quote + 2;
  }
}

/** Fields of the first line, times the share of lines that have as many; 0 with a single field. */
function score(lines: readonly string[], delimiter: Delimiter): number {
  const counts = lines.map((line) => countFields(line, delimiter));
  const first = counts[0];
  if (first === undefined || first < 2) return 0;
  return first * (counts.filter((count) => count === first).length / counts.length) ** 2;
}

function countFields(line: string, delimiter: Delimiter): number {
  try {
    return fieldsOf(line, delimiter).length;
  } catch {
    return 0;
  }
}
