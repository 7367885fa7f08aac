import { type PairView, viewPair } from '#shared/domain/customer/pair.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import type { CustomerHabits } from './customer-habits.ts';

/** What every product of a customer asks for, worked out once. */
export type KnownOfCustomer = {
  readonly fold: Fold;
  readonly facts: number;
  /** What was ever bought; without a pair where everything was returned. */
  readonly products: readonly KnownProduct[];
  /** The pairs of the others. */
  readonly pairs: readonly PairView[];
  /** Null while nobody has asked. */
  habits: CustomerHabits | undefined | null;
  pace: number;
  /** The model that the pace is true for. */
  paceModel: Model | undefined;
  /** Rhythm of the basket of each day, and the model that it is true for. */
  rhythms: { readonly model: Model; readonly byDay: ReadonlyMap<number, number> } | undefined;
};

type KnownProduct = { readonly productId: string; readonly pair: PairView | undefined };

/**
 * Remembered until another customer is looked at, since they come one after another; a fold that has
 * taken in another fact is looked at anew.
 */
export function knownOfCustomer(fold: Fold): KnownOfCustomer {
  if (newest?.fold !== fold || newest.facts !== fold.facts) newest = lookAt(fold);
  return newest;
}

let newest: KnownOfCustomer | undefined;

function lookAt(fold: Fold): KnownOfCustomer {
  const products: KnownProduct[] = [];
  const pairs: PairView[] = [];
  for (const productId in fold.pairs) {
    const packed = fold.pairs[productId];
    const pair = packed === undefined ? undefined : viewPair(packed);
    products.push({ productId, pair });
    if (pair !== undefined) pairs.push(pair);
  }
  return {
    fold,
    facts: fold.facts,
    products,
    pairs,
    habits: null,
    pace: 0,
    paceModel: undefined,
    rhythms: undefined,
  };
}
