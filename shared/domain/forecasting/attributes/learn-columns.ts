import { quantileKnots } from '../statistics/spline-basis.ts';
import { type AttributeColumn, type Attributes, levelOf, numberOf } from './attribute-column.ts';

const KNOTS = 6;
const MOST_LEVELS = 30;
/** A level counts for itself when so many customers have it, and so many have not. */
const LEVEL = { share: 0.002, least: 15 } as const;
/** From which share of its values an attribute is a number although some are not. */
const NUMERIC = 0.95;

/** How to read each attribute that tells customers apart, in the order of their names. */
export function learnColumns(rows: readonly Attributes[]): AttributeColumn[] {
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].sort().flatMap((name) => columnOf(name, rows) ?? []);
}

function columnOf(name: string, rows: readonly Attributes[]): AttributeColumn | undefined {
  const counts = new Map<string, number>();
  const numbers: number[] = [];
  let known = 0;
  for (const row of rows) {
    const level = levelOf(row[name]);
    if (level === undefined) continue;
    known += 1;
    counts.set(level, (counts.get(level) ?? 0) + 1);
    const number = numberOf(row[name]);
    if (!Number.isNaN(number)) numbers.push(number);
  }
  if (counts.size > 2 && numbers.length >= NUMERIC * known) {
    const knots = quantileKnots(numbers, KNOTS);
    return knots.length < 2 ? undefined : { kind: 'number', name, knots };
  }
  const levels = frequentLevels(counts, rows.length);
  return levels.length === 0 ? undefined : { kind: 'category', name, levels };
}

function frequentLevels(counts: ReadonlyMap<string, number>, rows: number): string[] {
  const least = Math.max(LEVEL.least, LEVEL.share * rows);
  return [...counts]
    .filter(([, count]) => count >= least && rows - count >= least)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, MOST_LEVELS)
    .map(([level]) => level);
}
