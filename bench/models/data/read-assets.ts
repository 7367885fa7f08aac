import { detectDayOrder, readTime } from '#shared/importing/date-format.ts';
import { safeIdentifier } from '#shared/importing/safe-identifier.ts';
import {
  columnFinder,
  type FindColumn,
  readTable,
  type Table,
  wantedColumn,
} from './read-table.ts';

/** What happened to a component of an asset, or which error an asset reported. */
export type AssetEvent = {
  readonly asset: string;
  readonly atMs: number;
  readonly what: 'failure' | 'replacement' | 'error';
  /** Component, or the code of an error. */
  readonly of: string;
};

/** What is known of an asset beside its events. */
export type AssetInfo = {
  readonly asset: string;
  readonly model: string | undefined;
  /** At the first event of the data. */
  readonly ageYears: number | undefined;
};

export type AssetsRead = {
  readonly events: readonly AssetEvent[];
  readonly infos: readonly AssetInfo[];
  readonly rows: number;
  readonly warnings: readonly string[];
};

const ASSET = words(
  'asset_id asset machine_id machine unit_id unit equipment_id equipment device_id device vehicle_id vehicle engine_id serial_number serial',
);
const TIME = words('occurred_at ts timestamp datetime date_time date time');
const COMPONENT = words('component comp part component_id failure');
const EVENT = words('event event_type kind type what');
const CODE = words('code error_id error_code fault_code error fault');
const MODEL = words('model model_id type variant');
const AGE = words('age_years age');
const ROLES = ['asset', 'time', 'component', 'event', 'code', 'model', 'age'];

/** One of `failures=F`, `replacements=F`, `errors=F`, `assets=F`, or a file with a column of events. */
const KINDS = { failures: 'failure', replacements: 'replacement', errors: 'error' } as const;

/** A failure without a replacement is a slip where nearly all others have one. */
const NEARLY_ALL = 0.9;

/**
 * Reads the events of assets from one file with a column of events, or from a file a kind. A failure
 * and a replacement of one component at one time are one failure.
 * @throws Error naming what cannot be read.
 */
export async function readAssets(
  files: readonly string[],
  columns: string | undefined,
): Promise<AssetsRead> {
  const find = columnFinder(columns, ROLES);
  const events: AssetEvent[] = [];
  const infos: AssetInfo[] = [];
  const warnings: string[] = [];
  let rows = 0;
  for (const given of files) {
    const { kind, file } = named(given);
    const table = await readTable(file);
    rows += table.rows.length;
    warnings.push(...table.warnings);
    if (kind === 'assets') infos.push(...infosOf(table, find));
    else events.push(...eventsOf(table, find, kind === 'events' ? undefined : KINDS[kind]));
  }
  if (events.length === 0) throw new Error('no file of events was given; see --help');
  const merged = oneOfEach(events);
  return { ...merged, infos, rows, warnings: [...warnings, ...merged.warnings] };
}

function named(given: string): { kind: keyof typeof KINDS | 'assets' | 'events'; file: string } {
  const at = given.indexOf('=');
  const kind = given.slice(0, Math.max(at, 0));
  const file = given.slice(at + 1);
  if (kind === 'failures' || kind === 'replacements' || kind === 'errors' || kind === 'assets') {
    return { kind, file };
  }
  return { kind: 'events', file: given };
}

function infosOf(table: Table, find: FindColumn): AssetInfo[] {
  const asset = wantedColumn(find, table, 'asset', ASSET);
  const [model, age] = [find(table, 'model', MODEL), find(table, 'age', AGE)];
  return table.rows.map((row) => {
    const years = age === undefined ? Number.NaN : Number(row[age]);
    return {
      asset: identifierOf(table, row[asset]),
      model: model === undefined ? undefined : safeIdentifier((row[model] ?? '').trim()),
      ageYears: years >= 0 ? years : undefined,
    };
  });
}

function eventsOf(
  table: Table,
  find: FindColumn,
  every: AssetEvent['what'] | undefined,
): AssetEvent[] {
  const asset = wantedColumn(find, table, 'asset', ASSET);
  const time = wantedColumn(find, table, 'time', TIME);
  const event = every === undefined ? wantedColumn(find, table, 'event', EVENT) : undefined;
  const component = find(table, 'component', COMPONENT);
  const code = find(table, 'code', CODE);
  const readMs = timeReader(table, time);
  return table.rows.map((row) => {
    const what = every ?? whatOf(table, row[event ?? 0]);
    const cell =
      what === 'error' ? (row[code ?? component ?? -1] ?? '') : (row[component ?? -1] ?? '');
    return {
      asset: identifierOf(table, row[asset]),
      atMs: readMs(row[time] ?? ''),
      what,
      of: cell.trim() === '' ? '' : identifierOf(table, cell),
    };
  });
}

function whatOf({ file }: Table, text = ''): AssetEvent['what'] {
  const said = text.trim().toLowerCase();
  if (/^(fail|break)/.test(said)) return 'failure';
  if (/^(replace|maint|service|repair|planned)/.test(said)) return 'replacement';
  if (/^(error|fault|alarm|warn)/.test(said)) return 'error';
  throw new RangeError(`an event of ${file} must be failure, replacement or error; got "${text}"`);
}

function timeReader({ file, rows }: Table, column: number): (text: string) => number {
  const order = detectDayOrder(rows.slice(0, 5_000).map((row) => row[column]?.trim() ?? ''));
  if (order === undefined || order === 'ambiguous') {
    throw new RangeError(
      `the times of ${file} cannot be read, the first is "${rows[0]?.[column] ?? ''}"; write them as 2015-01-05T06:00`,
    );
  }
  return (text) => {
    const time = readTime(text.trim(), order);
    if (time === undefined) throw new RangeError(`${file}: "${text}" is no time like the others`);
    return time.kind === 'instant' ? time.atMs : time.wallMs;
  };
}

function identifierOf({ file }: Table, text = ''): string {
  const id = safeIdentifier(text.trim());
  if (id === undefined) throw new RangeError(`${file}: "${text}" is no identifier`);
  return id;
}

function oneOfEach(all: readonly AssetEvent[]): {
  events: AssetEvent[];
  warnings: string[];
} {
  const keyOf = ({ asset, of, atMs }: AssetEvent): string => `${asset} ${of} ${atMs}`;
  const failures = all.filter(({ what }) => what === 'failure');
  const failed = new Set(failures.map(keyOf));
  const replaced = new Set(all.filter(({ what }) => what === 'replacement').map(keyOf));
  const lone = failures.filter((event) => !replaced.has(keyOf(event)));
  const isSlip = lone.length > 0 && lone.length <= (1 - NEARLY_ALL) * failures.length;
  const left = new Set(isSlip ? lone.map(keyOf) : []);
  const events = all.filter(
    (event) =>
      event.what === 'error' ||
      (event.what === 'failure' ? !left.has(keyOf(event)) : !failed.has(keyOf(event))),
  );
  const said = `${lone.length} failures without a replacement at the same time are left out, ${failures.length - lone.length} others have one`;
  return {
    events: events.sort((a, b) => a.atMs - b.atMs || (keyOf(a) < keyOf(b) ? -1 : 1)),
    warnings: isSlip ? [said] : [],
  };
}

function words(list: string): string[] {
  return list.split(' ');
}
