import { table } from '#cli/table.ts';
import { number, plural } from '#cli/words.ts';
import { jsonOf } from '#shared/contracts/json.ts';
import { type Entry, nameOf } from './entry.ts';
import type { Look } from './look.ts';

/** Characters of an id that are shown at least. */
const ID_WIDTH = 12;

/** Counts by place and reason, then the newest entries. */
export function lookText({ entries, more }: Look, shown: number, nowMs: number): string {
  if (entries.length === 0) return 'nothing is set aside';
  const groups = Map.groupBy(entries, ({ kind, from, reasons }) =>
    [kind, from, reasons[0] ?? ''].join('\n'),
  );
  const counts = [...groups.values()].flatMap((group) => {
    const newest = group[0];
    const oldest = group.at(-1);
    if (newest === undefined || oldest === undefined) return [];
    const [reason = ''] = newest.reasons;
    return [[newest.kind, newest.from, number(group.length), age(oldest.atMs, nowMs), reason]];
  });
  const idWidth = widthThatTells(entries.flatMap((each) => (isRow(each) ? [] : [each.id])));
  const rows = entries
    .slice(0, shown)
    .map((entry) => [
      isRow(entry) ? entry.id : entry.id.slice(0, idWidth),
      placeOf(entry),
      age(entry.atMs, nowMs),
      isRow(entry) ? 'row' : nameOf(entry.content),
      entry.reasons.join('; '),
    ]);
  const beyond = more.length === 0 ? [] : ['', `there is more in ${more.join(', ')}`];
  return [
    table(
      [
        { title: 'set aside' },
        { title: 'at' },
        { title: 'count', align: 'right' },
        { title: 'oldest' },
        { title: 'reason', mayBeCut: true },
      ],
      counts,
    ),
    '',
    table(
      [
        { title: 'id' },
        { title: 'at' },
        { title: 'age' },
        { title: 'what' },
        { title: 'reason', mayBeCut: true },
      ],
      rows,
    ),
    ...(entries.length > shown ? [`… and ${number(entries.length - shown)} older`] : []),
    ...beyond,
  ].join('\n');
}

/** One entry in full, as far as it may be shown. */
export function entryText(entry: Entry): string {
  const { id, kind, reasons, atMs, content } = entry;
  const value = jsonOf(content);
  return [
    `id:      ${id}`,
    `kind:    ${kind === 'dead' ? 'dead letter of' : 'quarantined at'} ${placeOf(entry)}`,
    `since:   ${new Date(atMs).toISOString()}`,
    ...reasons.map((reason) => `reason:  ${reason}`),
    ...(content === ''
      ? ['content: not kept']
      : [
          'content, personal data masked:',
          value === undefined ? content : JSON.stringify(value, undefined, 2),
        ]),
  ].join('\n');
}

/** `track`, or `orders.csv:7` of a line in a file. */
const placeOf = ({ from, line }: Entry): string => (line === undefined ? from : `${from}:${line}`);

const isRow = ({ line }: Entry): boolean => line !== undefined;

/** How much of ids tells each from all others, so that what is shown can be asked for. */
function widthThatTells(ids: readonly string[]): number {
  const inOrder = [...ids].sort();
  const needed = inOrder.map((id, at) => sharedLength(id, inOrder[at + 1] ?? '') + 1);
  return Math.max(ID_WIDTH, ...needed);
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/** `3 days`, `5 hours`, `2 minutes`. */
export function age(atMs: number, nowMs: number): string {
  const minutes = Math.max(0, Math.round((nowMs - atMs) / 60_000));
  if (minutes < 90) return plural(minutes, 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? plural(hours, 'hour') : plural(Math.round(hours / 24), 'day');
}
