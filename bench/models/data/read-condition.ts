import { safeIdentifier } from '#shared/importing/safe-identifier.ts';
import { columnFinder, readTable, wantedColumn } from './read-table.ts';

/** One unit of a machine: its sensor values cycle by cycle, oldest first. */
export type RunningUnit = {
  readonly unit: string;
  readonly cycles: readonly {
    readonly cycle: number;
    readonly values: Readonly<Record<string, number>>;
  }[];
};

const UNIT = 'unit unit_id engine_id engine asset_id asset machine_id id'.split(' ');
const CYCLE = 'cycle cycles time_cycles time hours km meter'.split(' ');
const LIFE = 'rul rul_cycles remaining remaining_life life'.split(' ');

/** Reads a file with a row a cycle: unit, cycle, and every other column as a sensor. */
export async function readCondition(
  file: string,
  columns: string | undefined,
): Promise<{
  readonly units: RunningUnit[];
  readonly rows: number;
  readonly warnings: readonly string[];
}> {
  const table = await readTable(file);
  const find = columnFinder(columns, ['unit', 'cycle', 'life']);
  const unit = wantedColumn(find, table, 'unit', UNIT);
  const cycle = wantedColumn(find, table, 'cycle', CYCLE);
  const sensors = table.header
    .map((name, at) => ({ name: safeIdentifier(name), at }))
    .filter(({ at }) => at !== unit && at !== cycle);
  const byUnit = new Map<string, { cycle: number; values: Record<string, number> }[]>();
  for (const row of table.rows) {
    const id = (row[unit] ?? '').trim();
    const own = byUnit.get(id) ?? [];
    byUnit.set(id, own);
    const values: Record<string, number> = {};
    for (const { name, at } of sensors) {
      const cell = (row[at] ?? '').trim();
      if (name !== undefined && cell !== '' && Number.isFinite(Number(cell)))
        values[name] = Number(cell);
    }
    own.push({ cycle: numberOf(row[cycle], file, 'cycle'), values });
  }
  return {
    units: [...byUnit].map(([id, cycles]) => ({
      unit: id,
      cycles: cycles.sort((a, b) => a.cycle - b.cycle),
    })),
    rows: table.rows.length,
    warnings: table.warnings,
  };
}

/** Remaining life of each unit after its last row; without a column of units, in their order. */
export async function readRemaining(
  file: string,
  units: readonly RunningUnit[],
  columns: string | undefined,
): Promise<ReadonlyMap<string, number>> {
  const table = await readTable(file);
  const find = columnFinder(columns, ['unit', 'cycle', 'life']);
  const unit = find(table, 'unit', UNIT);
  const life = wantedColumn(find, table, 'life', LIFE);
  const found = new Map(
    table.rows.map((row, at): [string, number] => [
      unit === undefined ? (units[at]?.unit ?? '') : (row[unit] ?? '').trim(),
      numberOf(row[life], file, 'remaining life'),
    ]),
  );
  const absent = units.find((one) => !found.has(one.unit));
  if (absent !== undefined) throw new RangeError(`${file} says nothing of unit ${absent.unit}`);
  return found;
}

function numberOf(text: string | undefined, file: string, what: string): number {
  const value = Number((text ?? '').trim() === '' ? Number.NaN : text);
  if (!(value >= 0))
    throw new RangeError(`${file}: ${what} must be 0 or more, got "${text ?? ''}"`);
  return value;
}
