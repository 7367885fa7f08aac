import { performance } from 'node:perf_hooks';
import { foldFacts } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { remainingLife } from '#shared/domain/forecasting/condition/remaining-life.ts';
import type { Evidence } from '#shared/domain/forecasting/forecast.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { conditionShop } from '../data/condition-histories.ts';
import { type Learned, learnAsOf } from '../data/learn-as-of.ts';
import type { RunningUnit } from '../data/read-condition.ts';
import { daysOf } from '../data/shop.ts';

/** Remaining life of units that were stopped, as foreseen and as it was, in cycles. */
export type LivesForeseen = {
  readonly actual: number[];
  readonly ours: number[];
  readonly low: number[];
  readonly high: number[];
  readonly evidence: Evidence[];
  /** Plain: mean life of those that failed less what was used, and mean of what was left at this use. */
  readonly meanLifeLessAge: number[];
  readonly meanLeftAtThisAge: number[];
  readonly microsPerUnit: number;
};

/** Learns from units that ran to failure. */
export function learnLives(failed: readonly RunningUnit[]): Learned {
  const shop = conditionShop(failed, true);
  return learnAsOf(shop, daysOf(shop)[1]);
}

/** Foresees each stopped unit once, after its last report. */
export function foreseeLives(
  failed: readonly RunningUnit[],
  stopped: readonly RunningUnit[],
  remaining: ReadonlyMap<string, number>,
  model: Model,
): LivesForeseen {
  const lives = failed.map(({ cycles }) => cycles.at(-1)?.cycle ?? 0);
  const shop = conditionShop(stopped, false);
  const rows: LivesForeseen = {
    actual: [],
    ours: [],
    low: [],
    high: [],
    evidence: [],
    meanLifeLessAge: [],
    meanLeftAtThisAge: [],
    microsPerUnit: 0,
  };
  let tookMs = 0;
  for (const [at, { unit, cycles }] of stopped.entries()) {
    const { customer = '', facts = [] } = shop.histories[at] ?? {};
    const fold = foldFacts(emptyFold(), facts, shop.calendar);
    const asset = fold.assets[customer];
    const today = shop.calendar.dayOf(facts.at(-1)?.atMs ?? 0);
    if (asset === undefined) continue;
    const startedMs = performance.now();
    const life = remainingLife(asset, model, today);
    tookMs += performance.now() - startedMs;
    const age = cycles.at(-1)?.cycle ?? 0;
    rows.actual.push(remaining.get(unit) ?? 0);
    rows.ours.push(life?.expected ?? Number.NaN);
    rows.low.push(life?.low ?? Number.NaN);
    rows.high.push(life?.high ?? Number.NaN);
    rows.evidence.push(life?.evidence ?? 'none');
    rows.meanLifeLessAge.push(Math.max(mean(lives) - age, 0));
    const longer = lives.filter((one) => one > age).map((one) => one - age);
    rows.meanLeftAtThisAge.push(longer.length === 0 ? 0 : mean(longer));
  }
  return { ...rows, microsPerUnit: (tookMs / stopped.length) * 1e3 };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
