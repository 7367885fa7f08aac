import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay, checkHorizon } from './check-day.ts';
import type { Forecast } from './forecast.ts';
import { endsWithin, gapQuantile } from './intervals/days-until.ts';
import { dueLayer } from './intervals/due-layer.ts';
import { intervalEvidence } from './intervals/interval-evidence.ts';
import { intervalReasons } from './intervals/interval-reasons.ts';
import { type PairOutlook, pairOutlook } from './intervals/pair-outlook.ts';
import { returnProbability } from './intervals/return-probability.ts';
import type { Model } from './model.ts';
import { perFold } from './per-fold.ts';
import { fromLogOdds, logOdds } from './statistics/odds.ts';

const HORIZON_DAYS = 14;

/**
 * When the customer needs the product again: log-normal renewal shrunk to product and customer.
 * Interval and probability are given the days that have passed already. Dates are those of a
 * customer who does buy it again; the probability counts those who never will.
 * @throws RangeError when the customer never bought the product, or a day is not one.
 */
export function forecastReplenishment(
  fold: Fold,
  productId: string,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): Forecast {
  checkDay(today);
  checkHorizon(horizonDays);
  if (!Object.hasOwn(fold.pairs, productId)) {
    throw new RangeError(`the customer never bought product ${productId}`);
  }
  return forecastPair(fold, productId, model, today, horizonDays);
}

/** The forecasts of every product of the customer. */
export const forecastAllReplenishments = (
  fold: Fold,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): readonly Forecast[] => everyProduct(fold, model, today, horizonDays);

const everyProduct = perFold((fold, model, today, horizonDays): readonly Forecast[] => {
  checkDay(today);
  checkHorizon(horizonDays);
  return Object.keys(fold.pairs).map((productId) =>
    forecastPair(fold, productId, model, today, horizonDays),
  );
});

function forecastPair(
  fold: Fold,
  productId: string,
  model: Model,
  today: number,
  horizonDays: number,
): Forecast {
  const outlook = pairOutlook(fold, productId, model);
  const common = { kind: 'replenishment', subject: productId, horizonDays } as const;
  if (outlook === undefined) return nothingBought(common, fold.pairs[productId]?.[0], model);
  const { pair, gaps, prior, interval } = outlook;
  const elapsed = Math.max(today - pair.lastDay, 0);
  const { leaveConcentration } = model.intervals;
  const returns = returnProbability(interval, prior.leaveFirst, leaveConcentration, gaps, elapsed);
  const evidence = intervalEvidence(outlook, returns.doubt);
  return {
    ...common,
    probability: agreed(
      returns.probability * endsWithin(interval, elapsed, horizonDays),
      dueLayer(fold, outlook, model, today, horizonDays),
    ),
    ...(evidence === 'none' ? {} : dates(outlook, elapsed)),
    anchorDay: pair.lastDay,
    evidence,
    reasons: intervalReasons(outlook, elapsed, returns.probability),
    modelVersion: model.version,
  };
}

/**
 * Halfway, in log-odds, between the closed form and the layer where there is one: the closed form
 * is the better calibrated and carries over to other shops, the layer ranks better in short times.
 */
const agreed = (closed: number, layer: number | undefined): number =>
  layer === undefined ? closed : fromLogOdds((logOdds(closed) + logOdds(layer)) / 2);

/**
 * The expected day stands as long as it lies ahead, and is the median of what is left once it has
 * passed. Most purchases keep near the customer's cycle and a few skip it, so silence before the
 * day moves the day little; moving it by the median of what is left was 3 days (of 10) further off
 * on UK online retail, while after the day it is 4 days (of 20) nearer.
 */
function dates({ pair, gaps, interval }: PairOutlook, elapsed: number) {
  const day = (theta: number, since: number): number =>
    pair.lastDay + Math.round(gapQuantile(interval, theta, since));
  const usual = gapQuantile(interval, 0.5);
  const p10Day = day(0.1, elapsed);
  const meanGap = (pair.lastDay - pair.firstDay) / gaps;
  return {
    expectedDay: Math.max(day(0.5, elapsed < usual ? 0 : elapsed), p10Day),
    p10Day,
    p90Day: day(0.9, elapsed),
    ...(gaps > 0 ? { plainDay: pair.lastDay + Math.round(meanGap) } : {}),
  };
}

function nothingBought(
  common: Pick<Forecast, 'kind' | 'subject' | 'horizonDays'>,
  openDay: number | undefined,
  model: Model,
): Forecast {
  return {
    ...common,
    probability: 0,
    anchorDay: openDay ?? 0,
    evidence: 'none',
    reasons: [{ code: 'returned', text: 'everything bought was returned', value: 0 }],
    modelVersion: model.version,
  };
}
