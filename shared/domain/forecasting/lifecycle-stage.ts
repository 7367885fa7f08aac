import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay } from './check-day.ts';
import { visitInterval } from './churn/visit-interval.ts';
import { gapQuantile } from './intervals/days-until.ts';
import type { Model } from './model.ts';

export type LifecycleStage = 'prospect' | 'developing' | 'developed' | 'dormant' | 'lost';

/** Visits (or periods paid) from which a customer is no longer new. */
const DEVELOPED_FROM = 3;
/** Silence that this share of the customer's gaps does not reach. */
const DORMANT_BEYOND = 0.95;
/** Lost: silent twice as long as that, and at least half a year. */
const LOST = { times: 2, atLeastDays: 180 } as const;

/**
 * Prospect: nothing bought yet. Developing: fewer than three visits. Developed: more. Dormant:
 * silent longer than 95 % of the gaps expected of this customer. Lost: twice as long, and half a
 * year at least. A running subscription is never dormant.
 * @throws RangeError when today is not a day.
 */
export function lifecycleStage(fold: Fold, model: Model, today: number): LifecycleStage {
  checkDay(today);
  const subscriptions = Object.values(fold.subscriptions);
  const periods = subscriptions.reduce((sum, { renewals }) => sum + renewals + 1, 0);
  const bought = (fold.visits?.n ?? 0) + periods;
  if (bought === 0) return 'prospect';
  const active = bought >= DEVELOPED_FROM ? 'developed' : 'developing';
  if (subscriptions.some(({ cancelled }) => cancelled === undefined)) return active;
  const last = Math.max(
    fold.visits?.last ?? Number.NEGATIVE_INFINITY,
    ...subscriptions.map(({ cancelled, renewed }) => cancelled ?? renewed),
  );
  const dormantAfter = gapQuantile(visitInterval(fold, model), DORMANT_BEYOND);
  const silence = today - last;
  if (silence > Math.max(LOST.times * dormantAfter, LOST.atLeastDays)) return 'lost';
  return silence > dormantAfter ? 'dormant' : active;
}
