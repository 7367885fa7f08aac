import { seededRandom } from '#shared/domain/evaluation/seeded-random.ts';

export type Split<Item> = { readonly train: readonly Item[]; readonly test: readonly Item[] };

/**
 * The items in `folds` parts of about the same size, shuffled by the seed: each part once as the
 * test, the others as what may be learned from. With `stratum`, every part has about the same share
 * of each stratum.
 */
export function foldsOf<Item>(
  items: readonly Item[],
  folds: number,
  seed: number,
  stratum: (item: Item) => unknown = () => 0,
): Split<Item>[] {
  const random = seededRandom(seed);
  const strata = Map.groupBy(items, stratum);
  const dealt = [...strata.values()].flatMap((same) => shuffled(same, random));
  return Array.from({ length: folds }, (_, fold) => ({
    train: dealt.filter((_item, at) => at % folds !== fold),
    test: dealt.filter((_item, at) => at % folds === fold),
  }));
}

/** In random order. Algorithm: Fisher & Yates, as Durstenfeld 1964 has it. */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const left = [...items];
  const dealt: Item[] = [];
  while (left.length > 0) {
    const at = Math.floor(random() * left.length);
    const last = left.pop();
    const chosen = at < left.length ? left[at] : last;
    if (chosen !== undefined) dealt.push(chosen);
    if (at < left.length && last !== undefined) left[at] = last;
  }
  return dealt;
}
