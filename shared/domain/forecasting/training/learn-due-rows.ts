import type { Fact } from '#shared/domain/customer/fact.ts';
import { customerMoment } from '../intervals/customer-moment.ts';
import { dueInputs } from '../intervals/due-layer.ts';
import { pairMoment } from '../intervals/pair-moment.ts';
import { type PairOutlook, pairOutlook } from '../intervals/pair-outlook.ts';
import type { Lesson } from './layer-learning.ts';
import { lookBack } from './look-back.ts';
import { firstAfter } from './timeline.ts';

/** One product of one customer at the end of one past day. */
export type DueRow = {
  readonly day: number;
  /** Days until it was bought again; infinite when it was not, as far as is known. */
  readonly next: number;
  /** How much the row counts: rows of one customer on one day resemble each other. */
  readonly weight: number;
  readonly spread: number;
  /** Inputs by horizon, each in the order of DUE_INPUTS. */
  readonly inputs: readonly Float64Array[];
};

/** Purchase days from which a product has two gaps, the fewest that the layers are fitted for. */
const FEWEST_DAYS = 3;
/** Rows of one customer on one day count as their number to this power. */
const ALIKE = 0.5;

/** What was known of each product at the end of each of the days, and when it was bought again. */
export function dueRowsOf(
  facts: readonly Fact[],
  days: readonly number[],
  horizons: readonly number[],
  { model, calendar }: Lesson,
): DueRow[] {
  const rows: DueRow[] = [];
  for (const { day, fold, timeline } of lookBack(facts, days, calendar)) {
    const outlooks = repeatedPairs(Object.keys(fold.pairs), (id) => pairOutlook(fold, id, model));
    if (outlooks.length === 0 || (fold.visits?.n ?? 0) < 2) continue;
    const customer = customerMoment({ ...fold }, model, day);
    const weight = outlooks.length ** (ALIKE - 1);
    for (const [product, outlook] of outlooks) {
      const moment = pairMoment(outlook, model, day);
      const next = firstAfter(timeline.products.get(product) ?? [], day);
      rows.push({
        day,
        next: next === undefined ? Number.POSITIVE_INFINITY : next - day,
        weight,
        spread: outlook.interval.spread,
        inputs: horizons.map((horizon) => dueInputs(moment, customer, horizon)),
      });
    }
  }
  return rows;
}

function repeatedPairs(
  products: readonly string[],
  outlookOf: (productId: string) => PairOutlook | undefined,
): [string, PairOutlook][] {
  return products.flatMap((product): [string, PairOutlook][] => {
    const outlook = outlookOf(product);
    return outlook === undefined || outlook.pair.days < FEWEST_DAYS ? [] : [[product, outlook]];
  });
}
