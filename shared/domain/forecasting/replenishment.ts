import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay, checkHorizon } from './check-day.ts';
import type { Forecast } from './forecast.ts';
import { type CustomerMoment, customerMoment } from './intervals/customer-moment.ts';
import { customerPace } from './intervals/customer-pace.ts';
import { closedForm, dueAnswer, isInLayer } from './intervals/due-layer.ts';
import { intervalEvidence } from './intervals/interval-evidence.ts';
import { intervalReasons } from './intervals/interval-reasons.ts';
import { knownOfCustomer } from './intervals/known-of-customer.ts';
import { nextGap, nextGapQuantile } from './intervals/next-dates.ts';
import { type PairMoment, pairMoment } from './intervals/pair-moment.ts';
import { outlookOf, type PairOutlook, pairOutlook } from './intervals/pair-outlook.ts';
import { toldIn } from './level-error.ts';
import type { Model } from './model.ts';

const HORIZON_DAYS = 14;

/**
 * When the customer needs the product again: log-normal renewal shrunk to product and customer, and
 * layers over it that know the customer's visits. Dates are those of a customer who does buy it
 * again; the probability counts those who never will.
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
  return forecastPair(fold, productId, customerMoment(fold, model, today), horizonDays);
}

/** The forecasts of every product of the customer. */
export function forecastAllReplenishments(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): readonly Forecast[] {
  checkDay(today);
  checkHorizon(horizonDays);
  const customer = customerMoment(fold, model, today);
  return Object.keys(fold.pairs).map((productId) =>
    forecastPair(fold, productId, customer, horizonDays),
  );
}

/** How likely each product is bought within the horizon, as the forecasts say; no dates, no words. */
export function replenishmentScores(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): ReadonlyMap<string, number> {
  checkDay(today);
  checkHorizon(horizonDays);
  const customer = customerMoment(fold, model, today);
  const pace = customerPace(fold, model);
  const scores = new Map<string, number>();
  for (const { productId, pair } of knownOfCustomer(fold).products) {
    const outlook = pair === undefined ? undefined : outlookOf(pair, productId, pace, model);
    const moment = outlook === undefined ? undefined : pairMoment(outlook, model, today);
    scores.set(productId, moment === undefined ? 0 : probabilityOf(moment, customer, horizonDays));
  }
  return scores;
}

const probabilityOf = (
  moment: PairMoment,
  customer: CustomerMoment,
  horizonDays: number,
): number =>
  isInLayer(moment.outlook, customer)
    ? dueAnswer(moment, customer, horizonDays).probability
    : closedForm(moment, horizonDays);

/**
 * Days, not rounded, from the last purchase of the product to the next one that is expected, as of
 * `today`: `expectedDay` of the forecast is the last purchase plus this, rounded, or `p10Day` where
 * that is later. Undefined when nothing can be said, or everything bought was returned.
 * @throws RangeError when the day is not one.
 */
export function expectedGapDays(
  fold: Fold,
  productId: string,
  model: Model,
  today: number,
): number | undefined {
  checkDay(today);
  const outlook = pairOutlook(fold, productId, model);
  if (outlook === undefined) return undefined;
  const moment = pairMoment(outlook, model, today);
  if (intervalEvidence(outlook, moment.doubt) === 'none') return undefined;
  const gap = nextGap(outlook, customerMoment(fold, model, today));
  return expectedAfter(gap, outlook, moment.elapsed);
}

function forecastPair(
  fold: Fold,
  productId: string,
  customer: CustomerMoment,
  horizonDays: number,
): Forecast {
  const { model, today } = customer;
  const outlook = pairOutlook(fold, productId, model);
  const common = { kind: 'replenishment', subject: productId, horizonDays } as const;
  if (outlook === undefined) return nothingBought(common, fold.pairs[productId]?.[0], model);
  const moment = pairMoment(outlook, model, today);
  const evidence = intervalEvidence(outlook, moment.doubt);
  const probability = isInLayer(outlook, customer)
    ? dueAnswer(moment, customer, horizonDays).probability
    : closedForm(moment, horizonDays);
  let reasons: readonly Reason[] | undefined;
  return {
    ...common,
    probability,
    ...(evidence === 'none' ? {} : dates(outlook, customer, moment.elapsed)),
    anchorDay: outlook.pair.lastDay,
    evidence,
    get toldIn() {
      return toldIn(model, 'pairs', today, horizonDays);
    },
    /** Put into words when they are read: most forecasts are compared and never shown. */
    get reasons() {
      reasons ??= intervalReasons(moment, customer, horizonDays);
      return reasons;
    },
    modelVersion: model.version,
  };
}

function dates(outlook: PairOutlook, customer: CustomerMoment, elapsed: number) {
  const { pair, gaps } = outlook;
  const gap = nextGap(outlook, customer);
  const day = (theta: number): number =>
    pair.lastDay + Math.round(nextGapQuantile(gap, outlook, theta, elapsed));
  const p10Day = day(0.1);
  const meanGap = (pair.lastDay - pair.firstDay) / gaps;
  return {
    expectedDay: Math.max(pair.lastDay + Math.round(expectedAfter(gap, outlook, elapsed)), p10Day),
    p10Day,
    p90Day: day(0.9),
    ...(gaps > 0 ? { plainDay: pair.lastDay + Math.round(meanGap) } : {}),
  };
}

/**
 * The layer of dates tells the median of what is left every day anew. Where the renewal stands, the
 * expected day stands as long as it lies ahead, and is the median of what is left once it has
 * passed: most purchases keep near the customer's cycle and a few skip it, so silence before the day
 * moves the day little; moving it by the median of what is left was 3 days (of 10) further off on UK
 * online retail, while after the day it is 4 days (of 20) nearer.
 */
function expectedAfter(
  gap: ReturnType<typeof nextGap>,
  outlook: PairOutlook,
  elapsed: number,
): number {
  if (gap !== undefined) return nextGapQuantile(gap, outlook, 0.5, elapsed);
  const usual = nextGapQuantile(gap, outlook, 0.5, 0);
  return elapsed < usual ? usual : nextGapQuantile(gap, outlook, 0.5, elapsed);
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
    toldIn: 'words',
    reasons: [{ code: 'returned', text: 'everything bought was returned', value: 0 }],
    modelVersion: model.version,
  };
}
