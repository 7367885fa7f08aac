import { viewPair } from '#shared/domain/customer/pair.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { type Told, told } from '#shared/domain/forecasting/told.ts';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import { firstAfter, timelineOf } from '#shared/domain/forecasting/training/timeline.ts';
import { type Calendar, isoDate } from '#shared/domain/time/calendar.ts';
import type { BacktestPlan } from './backtest-plan.ts';
import { DATE_WINDOW_DAYS } from './claim.ts';
import type { Happening } from './happening.ts';
import type { History } from './history.ts';
import { type DatedModel, modelOn } from './learn-as-of.ts';
import { REPLENISHMENT_DAYS } from './replenishment-claims.ts';

/** A date forecast for the example. */
export type ExampleForecast = Told & {
  readonly madeOn: string;
  readonly expectedOn: string;
  readonly p10: string;
  readonly p90: string;
  readonly horizonDays: number;
  readonly reasons: readonly string[];
};

/** One customer and one product, day by day. */
export type Example = {
  readonly customerId: string;
  readonly productId: string;
  readonly purchases: readonly string[];
  readonly forecasts: readonly ExampleForecast[];
  /** Days on which a reminder of the product would have been sent. */
  readonly sent: readonly string[];
  /** Mean distance of its forecast dates from the purchases, and the median over all candidates. */
  readonly errorDays: number;
  readonly medianErrorDays: number;
};

/** Where an example may be found, and how well it was forecast. */
export type Candidate = {
  readonly customer: number;
  readonly productId: string;
  readonly errorDays: number;
};

/** Purchases and judged forecasts of a pair that make a picture. */
const PURCHASES = { least: 4, most: 16 } as const;
const FORECASTS_LEAST = 3;

/** The pairs of one customer that could serve as an example. */
export function exampleCandidates(
  { facts }: History,
  customer: number,
  plan: BacktestPlan,
  models: readonly DatedModel[],
  calendar: Calendar,
): Candidate[] {
  const errors = new Map<string, number[]>();
  for (const { day, fold, timeline } of lookBack(facts, plan.steps, calendar)) {
    if (day + DATE_WINDOW_DAYS > plan.lastDay) continue;
    const model = modelOn(models, day);
    for (const [productId, days] of timeline.products) {
      if (days.length < PURCHASES.least || days.length > PURCHASES.most) continue;
      const came = firstAfter(days, day);
      if (came === undefined || came > day + DATE_WINDOW_DAYS) continue;
      if (viewPair(fold.pairs[productId] ?? [0, 0]) === undefined) continue;
      const { expectedDay } = forecastReplenishment(fold, productId, model, day);
      if (expectedDay === undefined) continue;
      errors.set(productId, [...(errors.get(productId) ?? []), Math.abs(expectedDay - came)]);
    }
  }
  return [...errors].flatMap(([productId, off]) =>
    off.length < FORECASTS_LEAST ? [] : [{ customer, productId, errorDays: meanOf(off) }],
  );
}

/** The candidate in the middle: neither the best nor the worst is shown. */
export function middleOf(
  candidates: readonly Candidate[],
): { readonly candidate: Candidate; readonly medianErrorDays: number } | undefined {
  const sorted = [...candidates].sort(
    (a, b) =>
      a.errorDays - b.errorDays || a.customer - b.customer || (a.productId < b.productId ? -1 : 1),
  );
  const candidate = sorted[sorted.length >> 1];
  return candidate === undefined ? undefined : { candidate, medianErrorDays: candidate.errorDays };
}

/** What was forecast for the pair on each step and after each purchase, and what came. */
export function exampleOf(
  { customerId, facts }: History,
  { productId, errorDays }: Candidate,
  medianErrorDays: number,
  happenings: readonly Happening[],
  plan: BacktestPlan,
  models: readonly DatedModel[],
  calendar: Calendar,
): Example {
  const purchases = timelineOf(facts, calendar).products.get(productId) ?? [];
  const bought = purchases.filter((day) => day >= plan.fromDay && day <= plan.toDay);
  const moments = [...new Set([...plan.steps, ...bought])];
  const forecasts: ExampleForecast[] = [];
  for (const { day, fold } of lookBack(facts, moments, calendar)) {
    if (viewPair(fold.pairs[productId] ?? [0, 0]) === undefined) continue;
    const model = modelOn(models, day);
    const forecast = forecastReplenishment(fold, productId, model, day, REPLENISHMENT_DAYS);
    const { expectedDay, p10Day, p90Day, horizonDays, reasons } = forecast;
    if (expectedDay === undefined || p10Day === undefined || p90Day === undefined) continue;
    forecasts.push({
      madeOn: isoDate(day),
      expectedOn: isoDate(Math.round(expectedDay)),
      p10: isoDate(Math.floor(p10Day)),
      p90: isoDate(Math.ceil(p90Day)),
      ...told(forecast),
      horizonDays,
      reasons: toldReasons(reasons),
    });
  }
  const sent = happenings.flatMap((happening) =>
    happening.what === 'sent' && happening.needs.some(({ subject }) => subject === productId)
      ? [isoDate(calendar.dayOf(happening.atMs))]
      : [],
  );
  return {
    customerId,
    productId,
    purchases: purchases.map(isoDate),
    forecasts,
    sent,
    errorDays,
    medianErrorDays,
  };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
