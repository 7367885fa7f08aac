import { type InboundName, inboundProperties } from './inbound.ts';

const LONGEST_NAME = 64;

export const isInboundName = (name: string): name is InboundName =>
  Object.hasOwn(inboundProperties, name);

export const inboundNames: readonly InboundName[] =
  Object.keys(inboundProperties).filter(isInboundName);

/** `Order Completed` as `order-completed`. */
export const kebabName = (name: string): string => wordsOf(name).join('-');

/** The event of that name in any spelling: `order_completed`, `OrderCompleted`; else undefined. */
export function eventSpelled(spelling: string): InboundName | undefined {
  const wanted = kebabName(spelling);
  return inboundNames.find((name) => kebabName(name) === wanted);
}

/** The event whose name ends a reverse-DNS type such as `com.example.order.completed.v1`; else undefined. */
export function eventOfType(spelling: string): InboundName | undefined {
  const words = wordsOf(spelling);
  if (/^v\d+$/.test(words.at(-1) ?? '')) words.pop();
  const text = `-${words.join('-')}`;
  return inboundNames.find((name) => text.endsWith(`-${kebabName(name)}`));
}

/** The known name that differs least from `unknown`, whatever the order of its words. */
export function nearestName(unknown: string): InboundName {
  // A reverse-DNS type starts with words that belong to no name; none of ours has more than three.
  const endings = [1, 2, 3].map((count) => sorted(wordsOf(unknown).slice(-count)));
  let nearest: InboundName = 'Order Completed';
  let least = Number.POSITIVE_INFINITY;
  for (const name of inboundNames) {
    const wanted = sorted(wordsOf(name));
    const edits = Math.min(...endings.map((ending) => editDistance(ending, wanted)));
    if (edits < least) [nearest, least] = [name, edits];
  }
  return nearest;
}

const wordsOf = (name: string): string[] =>
  name
    .slice(-LONGEST_NAME)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const sorted = (words: readonly string[]): string => words.toSorted().join(' ');

/** Insertions, deletions and replacements that turn one text into the other (Levenshtein 1966). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
