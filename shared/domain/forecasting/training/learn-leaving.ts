import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { churnSignals } from '../churn/churn-signals.ts';
import { leaveSilently } from '../churn/leave-silently.ts';
import { learnedFrom, stillShipped } from '../learning/learned-from.ts';
import { thinnedSample } from '../learning/thinned-sample.ts';
import type { Model } from '../model.ts';
import { fitSignals, LEARNED_SIGNALS, type SignalRow } from './fit-signals.ts';
import type { StartLayer } from './layer-learning.ts';
import { lookBack } from './look-back.ts';
import { firstAfter } from './timeline.ts';

const ROWS = 20_000;
/** Days after a moment within which the customer should have bought again. */
const HORIZON_DAYS = 90;
/** Moments looked at: as many, so far apart, the last one a horizon ago. */
const MOMENTS = { count: 8, everyDays: 45 } as const;
const NEEDED = { moments: 30, left: 5, stayed: 5 } as const;

/**
 * Learns what complaints, ratings, returns, contacts and fading activity add to the odds of leaving,
 * from customers without a contract who had such trouble at past moments, and whether they bought
 * again. What the shop has not seen often enough keeps the shipped weight.
 */
export const learnLeaving: StartLayer = ({ model, today, calendar }) => {
  const days = Array.from(
    { length: MOMENTS.count },
    (_, at) => today - HORIZON_DAYS - at * MOMENTS.everyDays,
  );
  const rows = thinnedSample<SignalRow>(ROWS);
  return {
    add(facts: readonly Fact[]) {
      for (const { day, fold, timeline } of lookBack(facts, days, calendar)) {
        const strengths = strengthsOf(fold, model, day);
        if (strengths === undefined || Object.keys(fold.subscriptions).length > 0) continue;
        const base = leaveSilently(fold, model, day, HORIZON_DAYS)?.probability;
        if (base === undefined) continue;
        const next = firstAfter(timeline.visits, day) ?? Number.POSITIVE_INFINITY;
        rows.add({ base, strengths, left: next > day + HORIZON_DAYS ? 1 : 0 });
      }
    },
    finish: () => ({ signals: learned(rows.rows(), model, today) }),
  };
};

/** How strongly each signal speaks, as the value it has at a weight of one; undefined when none does. */
function strengthsOf(fold: Fold, model: Model, day: number): readonly number[] | undefined {
  if (churnSignals(fold, model, day).length === 0) return undefined;
  return LEARNED_SIGNALS.map((name) => {
    const weights = { ...silent(model.signals), [name]: 1 };
    const values = churnSignals(fold, { ...model, signals: weights }, day);
    return values.reduce((sum, { value }) => sum + value, 0);
  });
}

const silent = (signals: Model['signals']): Model['signals'] => ({
  ...signals,
  openComplaint: 0,
  recentComplaint: 0,
  badRating: 0,
  goodRating: 0,
  returns: 0,
  supportContacts: 0,
  fadingActivity: 0,
});

function learned(rows: readonly SignalRow[], model: Model, today: number): Model['signals'] {
  const { signals } = model;
  const left = rows.reduce((sum, row) => sum + row.left, 0);
  const what = `${rows.length} moments with trouble, ${left} left`;
  const isEnough =
    rows.length >= NEEDED.moments && left >= NEEDED.left && rows.length - left >= NEEDED.stayed;
  if (!isEnough) return { ...signals, from: stillShipped(signals.from, what) };
  return { ...signals, ...fitSignals(rows, model), from: learnedFrom(what, today) };
}
