import type { Fold } from '#shared/domain/customer/state.ts';
import { activityOf } from '../activity/activity-of.ts';
import { fitActivity } from '../activity/fit-activity.ts';
import { collectHistories, type HistoryTable } from '../activity/history-table.ts';
import type { Model } from '../model.ts';
import { fitSpend, type SpendRow } from '../spend/fit-spend.ts';
import { learnedFrom, stillShipped } from './learned-from.ts';
import { type LogGapMoments, logGapMoments } from './log-gap-moments.ts';
import { thinnedSample } from './thinned-sample.ts';

/** The prior carries the activity of young shops; spreads and the shape of spending have none. */
const NEEDED = { customers: 10, repeats: 5, orders: 5, spreads: 100, spenders: 50 } as const;
/** Gaps as strong as which the shipped mean of ln gap stands. */
const MEAN_GAPS = 10;
const SPEND_ROWS = 10_000;

export type ActivityLearning = {
  add(fold: Fold, today: number): void;
  finish(shipped: Model, today: number): Pick<Model, 'activity' | 'spend' | 'visits'>;
};

type Seen = {
  customers: number;
  repeats: number;
  orders: number;
  spentMinor: number;
  spenders: number;
};

/** Learns how often customers come, when they leave, and what a purchase is worth. */
export function learnActivity(): ActivityLearning {
  const histories = collectHistories();
  const gaps = logGapMoments();
  const spend = thinnedSample<SpendRow>(SPEND_ROWS);
  const seen: Seen = { customers: 0, repeats: 0, orders: 0, spentMinor: 0, spenders: 0 };
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
    finish: (shipped, today) => ({
      activity: activityOfShop(histories.table(), seen, shipped, today),
      visits: visitsOf(gaps.result(), seen, shipped, today),
      spend: spendOf(spend.rows(), seen, shipped, today),
    }),
  };
}

function activityOfShop(
  table: HistoryTable,
  { customers, repeats }: Seen,
  { activity, activityPrior }: Model,
  today: number,
): Model['activity'] {
  const what = `${customers} customers, ${repeats} repeat purchases`;
  if (customers < NEEDED.customers || repeats < NEEDED.repeats) {
    const why = `${what} of ${NEEDED.customers} and ${NEEDED.repeats} needed`;
    return { ...activity, from: stillShipped(activity.from, why) };
  }
  const prior =
    activityPrior === undefined ? undefined : { centre: activity, firmness: activityPrior };
  return { ...fitActivity(table, prior).parameters, repeats, from: learnedFrom(what, today) };
}

/** The mean is the shop's own, with the shipped one as strong as some gaps; variances need many. */
function visitsOf(
  moments: LogGapMoments | undefined,
  { customers, repeats }: Seen,
  { visits }: Model,
  today: number,
): Model['visits'] {
  const what = `${customers} customers, ${repeats} repeat purchases`;
  if (moments === undefined || repeats < NEEDED.repeats) {
    return { ...visits, from: stillShipped(visits.from, what) };
  }
  const from = learnedFrom(what, today);
  if (repeats >= NEEDED.spreads) return { ...moments, from };
  const mu = (repeats * moments.mu + MEAN_GAPS * visits.mu) / (repeats + MEAN_GAPS);
  return { ...visits, mu, from: { ...from, note: 'kept: variances, too few repeat purchases' } };
}

/** What an order is worth is known from few orders; how values differ takes many customers. */
function spendOf(
  rows: readonly SpendRow[],
  { spenders, orders, spentMinor }: Seen,
  { spend }: Model,
  today: number,
): Model['spend'] {
  if (orders < NEEDED.orders || !(spentMinor > 0)) {
    return { ...spend, from: stillShipped(spend.from, `${orders} of ${NEEDED.orders} orders`) };
  }
  const from = learnedFrom(`${spenders} customers who paid, ${orders} orders`, today);
  const meanOrderMinor = Math.max(spentMinor / orders, 1);
  if (spenders >= NEEDED.spenders) return { ...fitSpend(rows).parameters, meanOrderMinor, from };
  const v = (spend.v * meanOrderMinor) / spend.meanOrderMinor;
  const note = 'kept: p and q, v scaled to the mean order';
  return { ...spend, v, meanOrderMinor, from: { ...from, note } };
}
