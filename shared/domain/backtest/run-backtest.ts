import type { ShopSettings } from '#shared/config/shop.ts';
import { thinnedSample } from '#shared/domain/forecasting/learning/thinned-sample.ts';
import { timelineOf } from '#shared/domain/forecasting/training/timeline.ts';
import { type Calendar, isoDate } from '#shared/domain/time/calendar.ts';
import { assumingConsent } from './assumed-consent.ts';
import { type BacktestPlan, type BacktestWish, planBacktest } from './backtest-plan.ts';
import type { ClaimKind } from './claim.ts';
import { collectClaims } from './collect-claims.ts';
import { type Candidate, type Example, exampleCandidates, exampleOf, middleOf } from './example.ts';
import { type History, mayLookBack, spanOf } from './history.ts';
import { judgeKind } from './judge-kind.ts';
import { type DatedModel, learnAsOf } from './learn-as-of.ts';
import { liveCustomer } from './live-customer.ts';
import { type LiveShop, liveShop } from './live-shop.ts';
import { MAINTENANCE_DAYS } from './maintenance-claims.ts';
import { notesOf } from './notes.ts';
import { REPLENISHMENT_DAYS } from './replenishment-claims.ts';
import type { BacktestResult } from './result.ts';
import { type LiveResult, tallyLive } from './tally-live.ts';

export type BacktestRequest = {
  /** Histories in an order that does not depend on chance; everybody counts once. */
  readonly histories: readonly History[];
  readonly shop: ShopSettings;
  readonly calendar: Calendar;
  readonly wish: BacktestWish;
  /** Take everybody to be reachable and to have agreed, where their history says nothing of it. */
  readonly assumeConsent: boolean;
  readonly onProgress?: (progress: BacktestProgress) => void;
};

export type BacktestProgress = {
  readonly stage: 'reading' | 'learning' | 'looking back' | 'living through';
  readonly done: number;
  readonly of: number;
};

/** Pairs among which the example is chosen. */
const CANDIDATES_KEPT = 20_000;

/**
 * Goes back in time: what would have been forecast on each step with only what was known then, and
 * what would have been decided and said day by day. The same histories give the same result.
 * @throws RangeError when there is no history, or the days asked for do not fit it.
 */
export function runBacktest(request: BacktestRequest): BacktestResult {
  const { shop, calendar, wish, assumeConsent } = request;
  const recorded = request.histories.filter(mayLookBack);
  const span = spanOf(recorded, calendar);
  if (span === undefined) throw new RangeError('a backtest needs at least one history');
  const plan = planBacktest(span, wish);
  const histories = assumeConsent ? recorded.map(assumingConsent) : recorded;
  const models = learned(histories, plan, request);
  const { kinds, candidates } = judged(histories, plan, models, request);
  const lived = liveThrough(histories, plan, models, request);
  return {
    from: isoDate(plan.fromDay),
    to: isoDate(plan.toDay),
    stepDays: plan.stepDays,
    steps: plan.steps.map(isoDate),
    learnedAsOf: plan.learnDays.map(isoDate),
    firstDay: isoDate(span.firstDay),
    lastDay: isoDate(span.lastDay),
    customers: histories.length,
    facts: recorded.reduce((sum, { facts }) => sum + facts.length, 0),
    consent: assumeConsent ? 'assumed' : 'as recorded',
    kinds,
    live: lived.result,
    example: exampleFrom(candidates, histories, plan, models, lived.shop),
    notes: notesOf(recorded, assumeConsent, shop),
  };
}

function learned(
  histories: readonly History[],
  plan: BacktestPlan,
  { calendar, onProgress }: BacktestRequest,
): DatedModel[] {
  const of = plan.learnDays.length;
  let done = 0;
  return learnAsOf(histories, plan.learnDays, calendar, () => {
    done += 1;
    onProgress?.({ stage: 'learning', done, of });
  });
}

function judged(
  histories: readonly History[],
  plan: BacktestPlan,
  models: readonly DatedModel[],
  { shop, calendar, onProgress }: BacktestRequest,
) {
  const churnDays = shop.risk.horizonDays;
  const horizons: Readonly<Record<ClaimKind, number>> = {
    replenishment: REPLENISHMENT_DAYS,
    maintenance: MAINTENANCE_DAYS,
    churn: churnDays,
  };
  const collector = collectClaims(plan, models, calendar, churnDays);
  const candidates = thinnedSample<Candidate>(CANDIDATES_KEPT);
  for (const [customer, history] of histories.entries()) {
    collector.add(history, customer);
    for (const each of exampleCandidates(history, customer, plan, models, calendar)) {
      candidates.add(each);
    }
    onProgress?.({ stage: 'looking back', done: customer + 1, of: histories.length });
  }
  const kinds = collector.finish().flatMap((found) => judgeKind(found, horizons[found.kind]) ?? []);
  return { kinds, candidates: candidates.rows() };
}

function liveThrough(
  histories: readonly History[],
  plan: BacktestPlan,
  models: readonly DatedModel[],
  { shop, calendar, onProgress }: BacktestRequest,
): { readonly result: LiveResult; readonly shop: LiveShop } {
  const live = liveShop({ shop, calendar }, plan, models);
  const tally = tallyLive(live, plan);
  for (const [at, history] of histories.entries()) {
    tally.add(history, timelineOf(history.facts, calendar), liveCustomer(history, live));
    onProgress?.({ stage: 'living through', done: at + 1, of: histories.length });
  }
  return { result: tally.finish(), shop: live };
}

function exampleFrom(
  candidates: readonly Candidate[],
  histories: readonly History[],
  plan: BacktestPlan,
  models: readonly DatedModel[],
  live: LiveShop,
): Example | undefined {
  const middle = middleOf(candidates);
  const history = middle === undefined ? undefined : histories[middle.candidate.customer];
  if (middle === undefined || history === undefined) return undefined;
  const happenings = liveCustomer(history, live);
  const { candidate, medianErrorDays } = middle;
  return exampleOf(history, candidate, medianErrorDays, happenings, plan, models, live.calendar);
}
