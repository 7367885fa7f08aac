import { performance } from 'node:perf_hooks';
import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Evidence, Forecast } from '#shared/domain/forecasting/forecast.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import {
  expectedGapDays,
  forecastReplenishment,
} from '#shared/domain/forecasting/replenishment.ts';
import { lookBack, type Moment } from '#shared/domain/forecasting/training/look-back.ts';
import { firstAfter } from '#shared/domain/forecasting/training/timeline.ts';
import type { History, Shop } from '../data/shop.ts';
import { OURS, type Speaker } from '../foreseen.ts';

/** Days until the next purchase as several methods foresaw them, and how long it took. */
export type DatedForeseen = {
  readonly windowDays: number;
  readonly units: number[];
  /** Days until it came, or the window when it did not come within it. */
  readonly actual: number[];
  /** 1 where it came within the window. */
  readonly came: number[];
  readonly evidence: Evidence[];
  readonly known: number[];
  /** Ours: days by which it comes with 10 % and 90 % probability. */
  readonly low: number[];
  readonly high: number[];
  readonly methods: Map<string, { readonly speaker: Speaker; readonly days: number[] }>;
};

export type DatesAsked = {
  /** Each purchase day in the range asks for the next one, or each pair is asked about on one day. */
  readonly ask: { readonly from: number; readonly to: number } | { readonly on: number };
  readonly windowDays: number;
  readonly minPurchases: number;
};

/**
 * When a customer buys a product again, for every product bought on `minPurchases` days or more.
 * Dates are those of a customer who does buy again. A plain date that has passed means tomorrow.
 */
export function foreseeDates(
  { calendar, histories }: Shop,
  model: Model,
  asked: DatesAsked,
): { readonly foreseen: DatedForeseen; readonly microsPerUnit: number } {
  const rows = nothingDated(asked.windowDays);
  let tookMs = 0;
  for (const [unit, history] of histories.entries()) {
    const days = 'on' in asked.ask ? [asked.ask.on] : purchaseDays(history, asked.ask, calendar);
    for (const moment of lookBack(history.facts, days, calendar)) {
      const then = { ...moment.fold };
      for (const [product, packed] of Object.entries(moment.fold.pairs)) {
        const pair = viewPair(packed);
        if (pair === undefined || pair.days < asked.minPurchases) continue;
        if (!('on' in asked.ask) && pair.lastDay !== moment.day) continue;
        const startedMs = performance.now();
        const forecast = forecastReplenishment(then, product, model, moment.day);
        const gap = expectedGapDays(then, product, model, moment.day);
        tookMs += performance.now() - startedMs;
        rows.units.push(unit);
        const left = gap === undefined ? Number.NaN : pair.lastDay + gap - moment.day;
        addOurs(rows, forecast, moment.day, left);
        addActual(rows, moment, product, pair.days);
      }
    }
  }
  return { foreseen: rows, microsPerUnit: (tookMs / rows.units.length) * 1e3 };
}

function purchaseDays(
  { facts }: History,
  { from, to }: { readonly from: number; readonly to: number },
  { dayOf }: Shop['calendar'],
): number[] {
  const days = new Set(facts.map(({ atMs }) => dayOf(atMs)));
  return [...days].filter((day) => day >= from && day <= to);
}

/** `left` are the days until the next purchase, not rounded; NaN where no date is named. */
function addOurs(rows: DatedForeseen, forecast: Forecast, day: number, left: number): void {
  rows.evidence.push(forecast.evidence);
  rows.low.push((forecast.p10Day ?? Number.NaN) - day);
  rows.high.push((forecast.p90Day ?? Number.NaN) - day);
  sayDays(rows, OURS, left, 'ours');
}

function addActual(
  rows: DatedForeseen,
  { day, timeline }: Moment,
  product: string,
  daysBought: number,
): void {
  const bought = timeline.products.get(product) ?? [];
  const next = (firstAfter(bought, day) ?? Number.POSITIVE_INFINITY) - day;
  rows.actual.push(Math.min(next, rows.windowDays));
  rows.came.push(next <= rows.windowDays ? 1 : 0);
  rows.known.push(daysBought);
  plainRules(
    rows,
    bought.filter((one) => one <= day),
    day,
  );
}

function plainRules(rows: DatedForeseen, bought: readonly number[], day: number): void {
  const gaps = bought.slice(1).map((one, at) => one - (bought[at] ?? one));
  const elapsed = day - (bought.at(-1) ?? day);
  const left = (gap: number): number => Math.max(gap - elapsed, 1);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const sorted = [...gaps].sort((a, b) => a - b);
  const middle = ((sorted[(sorted.length - 1) >> 1] ?? 1) + (sorted[sorted.length >> 1] ?? 1)) / 2;
  sayDays(rows, 'last interval', left(gaps.at(-1) ?? 1));
  sayDays(rows, 'mean interval', left(mean(gaps)));
  sayDays(rows, 'median interval', left(middle));
  sayDays(rows, 'mean log interval', left(Math.exp(mean(gaps.map(Math.log)))));
}

function sayDays(
  { methods }: DatedForeseen,
  name: string,
  days: number,
  speaker: Speaker = 'plain',
): void {
  const known = methods.get(name);
  if (known === undefined) methods.set(name, { speaker, days: [days] });
  else known.days.push(days);
}

const nothingDated = (windowDays: number): DatedForeseen => ({
  windowDays,
  units: [],
  actual: [],
  came: [],
  evidence: [],
  known: [],
  low: [],
  high: [],
  methods: new Map(),
});
