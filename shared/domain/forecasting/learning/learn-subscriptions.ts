import type { Fold } from '#shared/domain/customer/state.ts';
import { fitRetention, type RetentionRow } from '../churn/fit-retention.ts';
import type { Model } from '../model.ts';
import { learnedFrom, stillShipped } from './learned-from.ts';

const NEEDED_PERIODS = 10;
/** Renewals beyond which one more or less says nothing new. */
const MOST_RENEWALS = 240;

export type SubscriptionLearning = {
  add(fold: Fold, today: number): void;
  finish(shipped: Model, today: number): Pick<Model, 'subscriptions'>;
};

type Ends = { left: number; runs: number };

/**
 * Learns which share of subscription periods is not followed by another, and how much customers
 * differ in it, which makes those with many renewals behind them safer. Who is a whole period
 * overdue has left.
 */
export function learnSubscriptions(): SubscriptionLearning {
  const byRenewals = new Map<number, Ends>();
  const seen = { periods: 0, left: 0 };
  return {
    add({ subscriptions }, today) {
      for (const { renewals, renewed, periodDays, cancelled } of Object.values(subscriptions)) {
        const hasLeft = cancelled !== undefined || today - renewed > 2 * periodDays;
        const times = Math.min(renewals, MOST_RENEWALS);
        const ends = byRenewals.get(times) ?? { left: 0, runs: 0 };
        byRenewals.set(times, ends);
        if (hasLeft) ends.left += 1;
        else ends.runs += 1;
        seen.periods += times + (hasLeft ? 1 : 0);
        if (hasLeft) seen.left += 1;
      }
    },
    finish({ subscriptions }, today) {
      const { periods, left } = seen;
      if (periods < NEEDED_PERIODS) {
        const why = `${periods} of ${NEEDED_PERIODS} periods`;
        return { subscriptions: { ...subscriptions, from: stillShipped(subscriptions.from, why) } };
      }
      const rows = [...byRenewals].map(([renewals, ends]): RetentionRow => ({ renewals, ...ends }));
      const { leavePerPeriod, concentration } = fitRetention(rows, subscriptions);
      const from = learnedFrom(`${periods} periods, ${left} not renewed`, today);
      return { subscriptions: { ...subscriptions, leavePerPeriod, concentration, left, from } };
    },
  };
}
