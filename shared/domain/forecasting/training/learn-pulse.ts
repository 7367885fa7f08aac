import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { activityOf } from '../activity/activity-of.ts';
import { buyingOdds } from '../churn/buying-odds.ts';
import { defaultModel } from '../default-model.ts';
import { customerMoment } from '../intervals/customer-moment.ts';
import { dueLayersOf, isInLayer, layerAnswers } from '../intervals/due-layer.ts';
import { pairMoment } from '../intervals/pair-moment.ts';
import { pairOutlook } from '../intervals/pair-outlook.ts';
import { learnedFrom } from '../learning/learned-from.ts';
import type { Beat } from '../model/pulse.ts';
import type { Model } from '../model.ts';
import { followPulse, type Stretches, startStretches, WEEKS } from './follow-pulse.ts';
import { lookBack, type Moment } from './look-back.ts';
import { type Steepness, startSteepness } from './steepness.ts';
import { firstAfter } from './timeline.ts';

/**
 * Visits are held against what was foreseen for a week. Farther ahead the same is said, less the
 * farther: how far off forecasts of months were on top of that foretold nothing of the next ones.
 */
const VISITS = { withinDays: 7, fartherDays: 91 } as const;
/** Days ahead for which is kept how steep forecasts of visits are. */
const VISIT_HORIZONS = [7, 30, 91, 182, 364] as const;
/** Forecasts from which is told how steep they are; the products of one customer are alike. */
const STEEP_FROM = { customers: 100, pairs: 1_000 } as const;
const WEEK_DAYS = 7;

/**
 * The model with its pulse as of `today`: how much more or less was bought in the last weeks than
 * the model foresees, looked back on week by week as it was known then. Forecasts that were made
 * for longer ahead are held against the same weeks as those made for shorter, as a life table of a
 * period holds all ages against one year: a forecast for a month is judged by the newest weeks, and
 * not only by months that have ended. Nothing after `today` is read.
 */
export function withPulse(
  { pulse: _before, ...model }: Model,
  histories: Iterable<readonly Fact[]>,
  today: number,
  calendar: Calendar,
): Model {
  const pairHorizons = dueLayersOf(model).map(({ horizonDays }) => horizonDays);
  const visits = startStretches([VISITS.withinDays], today);
  const pairs = startStretches(pairHorizons, today);
  const days = Array.from(
    { length: WEEKS + Math.ceil(Math.max(VISITS.withinDays, ...pairHorizons) / WEEK_DAYS) },
    (_, at) => today - (at + 1) * WEEK_DAYS,
  );
  const steepness = {
    visits: startSteepness(VISIT_HORIZONS, today - WEEK_DAYS, STEEP_FROM.customers),
    pairs: startSteepness(pairHorizons, today - WEEK_DAYS, STEEP_FROM.pairs),
  };
  for (const facts of histories) {
    for (const moment of lookBack(facts, days, calendar)) {
      addVisits(visits, steepness.visits, moment, model);
      addPairs(pairs, steepness.pairs, moment, model);
    }
  }
  const drift = model.pulseDrift ?? defaultModel().pulseDrift;
  if (drift === undefined) throw new RangeError('the shipped model does not say how pulses drift');
  const followed = {
    visits: steep(alsoFarther(followPulse(visits, drift.visits)), steepness.visits),
    pairs: steep(followPulse(pairs, drift.pairs), steepness.pairs),
  };
  const what = `${visits.happened()} visits and ${pairs.happened()} repeated products of ${WEEKS} weeks`;
  if (followed.visits === undefined && followed.pairs === undefined) return model;
  return {
    ...model,
    pulse: {
      day: today,
      ...(followed.visits === undefined ? {} : { visits: followed.visits }),
      ...(followed.pairs === undefined ? {} : { pairs: followed.pairs }),
      from: learnedFrom(what, today),
    },
  };
}

/** The nearest stretch twice: the farther one has faded more. */
const alsoFarther = (beat: Beat | undefined): Beat | undefined =>
  beat && {
    ...beat,
    stretches: beat.stretches.flatMap(([days, value]): [number, number][] => [
      [days, value],
      [VISITS.fartherDays, value],
    ]),
  };

/** How steep forecasts are, as known now. */
const steep = (beat: Beat | undefined, steepness: Steepness): Beat | undefined => {
  const means = steepness.means();
  return beat === undefined || means === undefined ? beat : { ...beat, steepness: means };
};

function addVisits(
  visits: Stretches,
  steepness: Steepness,
  { day, fold, timeline }: Moment,
  model: Model,
): void {
  const history = activityOf(fold, day);
  if (history === undefined) return;
  const { inSeasonWithin } = buyingOdds(fold, history, model, day);
  const odds = visits.horizons.map(inSeasonWithin);
  visits.add(day, odds, daysUntil(timeline.visits, day), day - history.observed);
  steepness.add(day, inSeasonWithin);
}

function addPairs(
  pairs: Stretches,
  steepness: Steepness,
  { day, fold, timeline }: Moment,
  model: Model,
): void {
  const customer = customerMoment(fold, model, day);
  for (const productId in fold.pairs) {
    const outlook = pairOutlook(fold, productId, model);
    if (outlook === undefined || !isInLayer(outlook, customer)) continue;
    const odds = layerAnswers(pairMoment(outlook, model, day), customer);
    const next = daysUntil(timeline.products.get(productId) ?? [], day);
    pairs.add(day, odds, next, firstVisitOf(fold));
    steepness.add(day, (_, at) => odds[at] ?? 0);
  }
}

const firstVisitOf = ({ visits }: Fold): number => visits?.first ?? Number.POSITIVE_INFINITY;

const daysUntil = (days: readonly number[], day: number): number =>
  (firstAfter(days, day) ?? Number.POSITIVE_INFINITY) - day;
