import { type Delimiter, fieldsOf, quoteStaysOpen } from './csv-dialect.ts';
import { LONGEST_LINE } from './text-lines.ts';

export type CsvRecord =
  | { readonly kind: 'fields'; readonly line: number; readonly fields: readonly string[] }
  | { readonly kind: 'fault'; readonly line: number; readonly reason: string };

export type CsvReader = {
  /** The records that end with this line. */
  push(text: string): CsvRecord[];
  /** The records left when there are no more lines. */
  end(): CsvRecord[];
};

/** A quoted field may run over this many lines; one that is longer was never closed. */
const LINES_IN_RECORD = 50;

type Line = { readonly line: number; readonly text: string };

/**
 * Reads records line by line and recovers at the next line: a record that is broken (a quote never
 * closed or wrongly closed, too many or too few fields) costs its first line and no other.
 */
export function csvReader(delimiter: Delimiter, fieldCount: number): CsvReader {
  let lineNumber = 0;
  let open: Line[] = [];

  const take = (line: Line): CsvRecord[] => {
    if (open.length > 0) return takeInQuote(line);
    if (line.text.trim() === '') return [];
    if (line.text.length > LONGEST_LINE) return [fault(line.line, 'the line is longer than 1 MiB')];
    if (!line.text.includes('"')) {
      return [checked(line.line, line.text.split(delimiter), fieldCount)];
    }
    if (!quoteStaysOpen(line.text, delimiter)) return [read(line.line, line.text)];
    open = [line];
    return [];
  };

  const takeInQuote = (line: Line): CsvRecord[] => {
    open.push(line);
    const joined = open.map(({ text }) => text).join('\n');
    if (open.length > LINES_IN_RECORD || joined.length > LONGEST_LINE) return giveUp();
    if (quoteStaysOpen(joined, delimiter)) return [];
    const record = read(open[0]?.line ?? line.line, joined);
    if (record.kind === 'fault') return giveUp();
    open = [];
    return [record];
  };

  /** The first open line is the broken one; the others are read again as if it had not been there. */
  const giveUp = (): CsvRecord[] => {
    const [broken, ...rest] = open;
    open = [];
    if (broken === undefined) return [];
    return [
      fault(broken.line, 'a quote opens and is never properly closed'),
      ...rest.flatMap(take),
    ];
  };

  const read = (line: number, text: string): CsvRecord => {
    try {
      return checked(line, fieldsOf(text, delimiter), fieldCount);
    } catch (error) {
      return fault(line, quoteFault(error));
    }
  };

  return {
    push: (text) => {
      lineNumber += 1;
      return take({ line: lineNumber, text });
    },
    end: () => {
      const records: CsvRecord[] = [];
      while (open.length > 0) records.push(...giveUp());
      return records;
    },
  };
}

function checked(line: number, fields: readonly string[], fieldCount: number): CsvRecord {
  if (fields.length === fieldCount) return { kind: 'fields', line, fields };
  return fault(line, `expected ${fieldCount} fields, found ${fields.length}`);
}

const fault = (line: number, reason: string): CsvRecord => ({ kind: 'fault', line, reason });

/** csv-parse names the fault well, but counts lines from the start of the record. */
function quoteFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.includes('OPENING_QUOTE')) return 'a quote stands inside a field that is not quoted';
  if (code.includes('CLOSING_QUOTE')) return 'a closing quote is followed by more text';
  return 'a quote opens and is never properly closed';
}
