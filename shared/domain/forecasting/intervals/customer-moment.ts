import type { Fold } from '#shared/domain/customer/state.ts';
import { purchaseWithin } from '../activity/probability-of-purchase.ts';
import type { Model } from '../model.ts';
import { basketRhythm } from './basket-rhythm.ts';
import { type CustomerHabits, customerHabits } from './customer-habits.ts';
import { type CustomerInputs, customerInputs } from './due-inputs.ts';

/** One customer on one day: what all their products have in common. */
export type CustomerMoment = {
  readonly model: Model;
  readonly today: number;
  readonly habits: CustomerHabits | undefined;
  /** What the layers of what is due are told of the customer; undefined for who never came. */
  readonly inputs: CustomerInputs | undefined;
  /** Probability of a visit within so many days by MBG/CNBD-k; 0 for who never came. */
  visitWithin(horizonDays: number): number;
  /** Mean of m, in ln days, over the repeated products last bought on a day; NaN when there are none. */
  basketRhythm(day: number): number;
};

export function customerMoment(fold: Fold, model: Model, today: number): CustomerMoment {
  const habits = customerHabits(fold);
  const known: [horizonDays: number, probability: number][] = [];
  let within: ((horizonDays: number) => number) | undefined;
  return {
    model,
    today,
    habits,
    inputs: habits && customerInputs(habits, model, today),
    visitWithin(horizonDays) {
      for (const [days, probability] of known) if (days === horizonDays) return probability;
      within ??= habits === undefined ? () => 0 : visitsOf(habits, model, today);
      const probability = within(horizonDays);
      known.push([horizonDays, probability]);
      return probability;
    },
    basketRhythm: (day) => basketRhythm(fold, model, day),
  };
}

function visitsOf(
  { visits, firstVisit, lastVisit }: CustomerHabits,
  model: Model,
  today: number,
): (horizonDays: number) => number {
  const lastAt = lastVisit - firstVisit;
  const observed = Math.max(today - firstVisit, lastAt);
  return purchaseWithin(model.activity, { repeats: visits - 1, lastAt, observed });
}
