import { isJsonObject, jsonOf } from '#shared/contracts/json.ts';
import type { QuarantinedEvent } from '#shared/store/ports.ts';

/** Something that was set aside: an event that was refused, or a message that failed each time. */
export type Entry = {
  readonly id: string;
  readonly kind: 'quarantined' | 'dead';
  /** Where it was refused (of an imported row, its file), or the queue or function that gave up. */
  readonly from: string;
  /** Of an imported row. */
  readonly line?: number;
  readonly reasons: readonly string[];
  readonly atMs: number;
  /** With personal data masked; JSON unless it was none. */
  readonly content: string;
};

export const quarantinedEntry = (event: QuarantinedEvent): Entry => ({
  id: event.id,
  kind: 'quarantined',
  ...placeOf(event.source),
  reasons: event.reasons,
  atMs: event.atMs,
  content: event.redacted,
});

/** An import names line and file of what it refuses: `line 7 of orders.csv`. */
function placeOf(source: string): Pick<Entry, 'from' | 'line'> {
  const [, line, file] = /^line (\d+) of (.+)$/.exec(source) ?? [];
  return file === undefined ? { from: source } : { from: file, line: Number(line) };
}

/** Which entries are meant. An empty one means none, unless `all` is said. */
export type Choice = {
  /** Whole ids, or beginnings of those that are not of rows of a file. */
  readonly ids: readonly string[];
  readonly from: string | undefined;
  /** Part of a reason, in any case. */
  readonly reason: string | undefined;
  readonly all: boolean;
};

export const isEmptyChoice = ({ ids, from, reason, all }: Choice): boolean =>
  ids.length === 0 && from === undefined && reason === undefined && !all;

export function isChosen(entry: Entry, { ids, from, reason }: Choice): boolean {
  const wanted = reason?.toLowerCase();
  return (
    (ids.length === 0 || ids.some((id) => isNamed(entry, id))) &&
    (from === undefined || entry.from === from) &&
    (wanted === undefined || entry.reasons.some((each) => each.toLowerCase().includes(wanted)))
  );
}

/** Ids of the rows of a file differ at their end alone, where one begins another: line 1, line 12. */
const isNamed = ({ id, line }: Entry, named: string): boolean =>
  line === undefined ? id.startsWith(named) : id === named;

/** What kind of event or message it is, as far as it says so. */
export function nameOf(content: string): string {
  const value = jsonOf(content);
  if (!isJsonObject(value)) return 'not JSON';
  for (const key of ['type', 'detail-type', 'event', 'kind']) {
    const name = value[key];
    if (typeof name === 'string') return name;
  }
  if (typeof value['contactId'] === 'string') return 'delivery';
  return 'unnamed';
}
