import type { Fold } from '#shared/domain/customer/state.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { firstAfter, type Timeline } from '#shared/domain/forecasting/training/timeline.ts';
import type { Claims } from './claim.ts';
import { lastGap, meanGap, saying } from './dated-claim.ts';
import type { LookedAt } from './looked-at.ts';

/** That the customer leaves within `horizonDays`. */
export function churnClaims(looked: LookedAt, horizonDays: number): Claims {
  const { customer, fold, model, today, timeline, lastDay } = looked;
  const forecast = forecastChurn(fold, model, today, horizonDays);
  if (forecast.evidence === 'none') return { claims: [], dated: [], untold: 1 };
  if (today + horizonDays > lastDay) return { claims: [], dated: [], untold: 0 };
  const claim = {
    customer,
    probability: forecast.probability,
    happened: hasLeft(fold, timeline, today, horizonDays) ? (1 as const) : (0 as const),
    evidence: forecast.evidence,
    seen: fold.visits?.n ?? 0,
    rules: rulesOf(fold, timeline, today),
  };
  return { claims: [claim], dated: [], untold: 0 };
}

/** Every running subscription ends within the horizon, or without one nothing is bought in it. */
function hasLeft(
  { subscriptions }: Fold,
  { cancelled, visits }: Timeline,
  today: number,
  horizonDays: number,
): boolean {
  const until = today + horizonDays;
  const running = Object.entries(subscriptions).filter(([, each]) => each.cancelled === undefined);
  if (running.length > 0) {
    return running.every(([id]) => (cancelled.get(id) ?? Number.POSITIVE_INFINITY) <= until);
  }
  const next = firstAfter(visits, today);
  return next === undefined || next > until;
}

/** Silence, few visits and a short acquaintance speak for leaving; intervals measure the silence. */
function rulesOf(
  { visits }: Fold,
  timeline: Timeline,
  today: number,
): Claims['claims'][number]['rules'] {
  if (visits === undefined) return new Map();
  const silence = today - visits.last;
  const inGaps = (gap: number | undefined): number | undefined =>
    gap === undefined || gap <= 0 ? undefined : silence / gap;
  return saying([
    ['recency', silence],
    ['count', -visits.n],
    ['age', visits.first - today],
    ['last interval', inGaps(lastGap(timeline.visits, today))],
    ['mean interval', inGaps(meanGap(visits.first, visits.last, visits.n))],
  ]);
}
