import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { learnedFrom, stillShipped } from './learned-from.ts';

const NEEDED_PERIODS = 50;

export type SubscriptionLearning = {
  add(fold: Fold): void;
  finish(shipped: Model, today: number): Pick<Model, 'subscriptions'>;
};

/** Learns which share of subscription periods is not followed by another. */
export function learnSubscriptions(): SubscriptionLearning {
  const seen = { renewals: 0, cancellations: 0 };
  return {
    add({ subscriptions }) {
      for (const { renewals, cancelled } of Object.values(subscriptions)) {
        seen.renewals += renewals;
        if (cancelled !== undefined) seen.cancellations += 1;
      }
    },
    finish({ subscriptions }, today) {
      const { renewals, cancellations } = seen;
      const periods = renewals + cancellations;
      if (periods < NEEDED_PERIODS) {
        const why = `${periods} of ${NEEDED_PERIODS} periods`;
        return { subscriptions: { ...subscriptions, from: stillShipped(subscriptions.from, why) } };
      }
      const { leavePerPeriod, concentration } = subscriptions;
      const pooled = cancellations + leavePerPeriod * concentration;
      return {
        subscriptions: {
          ...subscriptions,
          leavePerPeriod: pooled / (periods + concentration),
          from: learnedFrom(`${periods} periods, ${cancellations} cancelled`, today),
        },
      };
    },
  };
}
