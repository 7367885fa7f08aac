import { addToPair, openPair } from '#shared/domain/customer/pair.ts';
import { withVisit } from '#shared/domain/customer/rhythm.ts';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';

/** A customer who bought each product on the given days, for `orderMinor` a day. */
export function foldOf(
  purchases: Readonly<Record<string, readonly number[]>>,
  rest: Partial<Fold> = {},
  orderMinor = 2_000,
): Fold {
  const days = [...new Set(Object.values(purchases).flat())].sort((a, b) => a - b);
  const pairs: Fold['pairs'] = {};
  for (const [product, bought] of Object.entries(purchases)) {
    for (const day of bought) {
      const known = pairs[product];
      pairs[product] = known === undefined ? openPair(day, 1) : addToPair(known, day, 1);
    }
  }
  let visits: Fold['visits'];
  for (const day of days) visits = withVisit(visits, day);
  return {
    ...emptyFold(),
    facts: days.length,
    orders: days.length,
    spentMinor: days.length * orderMinor,
    firstSpentMinor: days.length === 0 ? 0 : orderMinor,
    ...(visits === undefined ? {} : { visits }),
    pairs,
    ...rest,
  };
}

/** `count` days from `start` on, `every` days apart. */
export const rhythmOf = (start: number, every: number, count: number): number[] =>
  Array.from({ length: count }, (_, at) => start + at * every);

/** Numbers between 0 and 1 that are the same in every run. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}
