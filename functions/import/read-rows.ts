import { csvReader } from '#shared/importing/csv-records.ts';
import type { FaultLog } from '#shared/importing/fault-log.ts';
import { CUSTOMER, type ImportRow, type RowFault } from '#shared/importing/import-row.ts';
import { readEventLine } from '#shared/importing/ndjson-events.ts';
import type { Conventions } from '#shared/importing/order-conventions.ts';
import type { CsvPlan, ImportPlan } from '#shared/importing/plan-import.ts';
import { type RowSettings, rowReader } from '#shared/importing/read-row.ts';
import type { Spill } from '#shared/importing/spill.ts';
import type { OpenText } from '#shared/importing/text-lines.ts';

export type Reading = {
  readonly text: OpenText;
  readonly plan: ImportPlan;
  readonly settings: RowSettings;
  readonly spill: Spill;
  readonly conventions: Conventions;
  readonly faults: FaultLog;
  readonly onRows: (rows: number) => void;
};

/** A row on its way to its customer, or why it goes nowhere. */
type Sorted = { readonly key: string; readonly text: string } | RowFault;

/** Reads the whole file into the spill and answers how many rows it has. */
export async function readRows(reading: Reading): Promise<number> {
  const { plan, text, spill, faults, onRows } = reading;
  const reader = plan.kind === 'csv' ? csvSorter(plan, reading) : ndjsonSorter(reading.settings);
  let rows = 0;
  const keep = async (sorted: readonly Sorted[]): Promise<void> => {
    for (const row of sorted) {
      rows += 1;
      if ('reason' in row) faults.add(row);
      else await spill.add(row.key, row.text);
    }
  };
  for await (const lines of text.lines) {
    for (const line of lines) {
      const sorted = reader.push(line);
      if (sorted.length > 0) await keep(sorted);
    }
    onRows(rows);
  }
  await keep(reader.end());
  onRows(rows);
  return rows;
}

type Sorter = { push(line: string): readonly Sorted[]; end(): readonly Sorted[] };

function csvSorter(plan: CsvPlan, { settings, conventions }: Reading): Sorter {
  const reader = csvReader(plan.delimiter, plan.header.length);
  const readRow = rowReader(plan, settings);
  let headerLeft = plan.hasHeader;
  const sort = (record: ReturnType<typeof reader.push>[number]): Sorted[] => {
    if (headerLeft) {
      headerLeft = false;
      return [];
    }
    if (record.kind === 'fault') return [{ line: record.line, reason: record.reason }];
    const row = readRow(record.line, record.fields);
    if (!isRow(row)) return [row];
    conventions.see(row);
    return [{ key: row[CUSTOMER], text: JSON.stringify(row) }];
  };
  return {
    push: (line) => reader.push(line).flatMap(sort),
    end: () => reader.end().flatMap(sort),
  };
}

function ndjsonSorter(settings: RowSettings): Sorter {
  let line = 0;
  return {
    push: (text) => {
      line += 1;
      if (text.trim() === '') return [];
      const read = readEventLine(line, text, settings);
      if ('reason' in read) return [read];
      return [{ key: read.event.customerId, text: JSON.stringify(read.event) }];
    },
    end: () => [],
  };
}

const isRow = (row: ImportRow | RowFault): row is ImportRow => Array.isArray(row);
