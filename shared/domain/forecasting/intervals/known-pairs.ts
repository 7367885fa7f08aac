import { type PairView, viewPair } from '#shared/domain/customer/pair.ts';
import type { Fold } from '#shared/domain/customer/state.ts';

/**
 * What the pairs of a customer say, by product; those of which everything was returned are left
 * out. Every product asks for all of them, so they are remembered per fold; a fold that has taken
 * in another fact is looked at anew.
 */
export function knownPairs(fold: Fold): ReadonlyMap<string, PairView> {
  const known = remembered.get(fold);
  if (known !== undefined && known.facts === fold.facts) return known.pairs;
  const pairs = new Map<string, PairView>();
  for (const productId of Object.keys(fold.pairs)) {
    const packed = fold.pairs[productId];
    const pair = packed === undefined ? undefined : viewPair(packed);
    if (pair !== undefined) pairs.set(productId, pair);
  }
  remembered.set(fold, { facts: fold.facts, pairs });
  return pairs;
}

const remembered = new WeakMap<Fold, { facts: number; pairs: ReadonlyMap<string, PairView> }>();
