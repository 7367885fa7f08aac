import { OURS } from './foreseen.ts';
import type { Figures, Part } from './result.ts';

/** Each figure as its mean over those that have it. */
export function meansOf(all: readonly Figures[]): Figures {
  const names = new Set(all.flatMap((figures) => Object.keys(figures)));
  return Object.fromEntries(
    [...names].map((name) => {
      const values = all.flatMap((figures) => figures[name] ?? []);
      return [name, values.reduce((sum, value) => sum + value, 0) / values.length];
    }),
  );
}

/**
 * One table of the same rows by several seeds: figures of ours are means, so that no seed is picked;
 * the spread is that of the first. @throws RangeError when there is none.
 */
export function meanOfSeeds(parts: readonly Part[]): Part {
  const [first] = parts;
  if (first === undefined) throw new RangeError('no seed was tried');
  const ours = parts.flatMap(({ methods }) => methods.filter(({ method }) => method === OURS));
  const figures = meansOf(ours.map((row) => row.figures));
  return {
    ...first,
    methods: first.methods.map((row) => (row.method === OURS ? { ...row, figures } : row)),
  };
}
