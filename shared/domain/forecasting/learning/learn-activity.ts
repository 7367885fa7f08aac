import type { Fold } from '#shared/domain/customer/state.ts';
import { activityOf } from '../activity/activity-of.ts';
import type { ActivityPrior } from '../activity/activity-prior.ts';
import { fitActivity } from '../activity/fit-activity.ts';
import { collectHistories } from '../activity/history-table.ts';
import type { Model } from '../model.ts';
import { fitSpend, type SpendRow } from '../spend/fit-spend.ts';
import { learnedFrom, stillShipped } from './learned-from.ts';
import { logGapMoments } from './log-gap-moments.ts';
import { thinnedSample } from './thinned-sample.ts';

/** The prior carries the activity of young shops; moments of gaps and spending have none yet. */
const NEEDED = {
  activeCustomers: 10,
  activeRepeats: 5,
  customers: 100,
  repeats: 100,
  spenders: 50,
} as const;
const SPEND_ROWS = 10_000;

export type ActivityLearning = {
  add(fold: Fold, today: number): void;
  finish(shipped: Model, today: number): Pick<Model, 'activity' | 'spend' | 'visits'>;
};

const priorOf = ({ activity, activityPrior }: Model): ActivityPrior | undefined =>
  activityPrior === undefined ? undefined : { centre: activity, firmness: activityPrior };

/** Learns how often customers come, when they leave, and what a purchase is worth. */
export function learnActivity(): ActivityLearning {
  const histories = collectHistories();
  const gaps = logGapMoments();
  const spend = thinnedSample<SpendRow>(SPEND_ROWS);
  const seen = { customers: 0, repeats: 0, orders: 0, spentMinor: 0, spenders: 0 };
  return {
    add(fold, today) {
      const history = activityOf(fold, today);
      if (history === undefined || fold.visits === undefined) return;
      histories.add(history, fold.visits.s1);
      gaps.add(history.repeats, fold.visits.s1, fold.visits.s2);
      seen.customers += 1;
      seen.repeats += history.repeats;
      seen.orders += fold.orders;
      seen.spentMinor += fold.spentMinor;
      const mean = Math.max(fold.spentMinor - fold.refundedMinor, 0) / fold.visits.n;
      if (mean > 0) spend.add({ purchases: fold.visits.n, mean });
      if (mean > 0) seen.spenders += 1;
    },
    finish(shipped, today) {
      const { customers, repeats, spenders } = seen;
      const what = `${customers} customers, ${repeats} repeat purchases`;
      const why = `${what} of ${NEEDED.customers} and ${NEEDED.repeats} needed`;
      const enough = customers >= NEEDED.customers && repeats >= NEEDED.repeats;
      const active = customers >= NEEDED.activeCustomers && repeats >= NEEDED.activeRepeats;
      const from = learnedFrom(what, today);
      const moments = gaps.result();
      return {
        activity: active
          ? { ...fitActivity(histories.table(), priorOf(shipped)).parameters, repeats, from }
          : { ...shipped.activity, from: stillShipped(shipped.activity.from, why) },
        visits:
          enough && moments !== undefined
            ? { ...moments, from }
            : { ...shipped.visits, from: stillShipped(shipped.visits.from, why) },
        spend:
          spenders >= NEEDED.spenders
            ? {
                ...fitSpend(spend.rows()).parameters,
                meanOrderMinor: Math.max(seen.spentMinor / Math.max(seen.orders, 1), 1),
                from: learnedFrom(`${spenders} customers who paid`, today),
              }
            : {
                ...shipped.spend,
                from: stillShipped(
                  shipped.spend.from,
                  `${spenders} of ${NEEDED.spenders} spenders`,
                ),
              },
      };
    },
  };
}
