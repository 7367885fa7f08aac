import { performance } from 'node:perf_hooks';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { foldFacts } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { historySample } from '#shared/domain/forecasting/training/history-sample.ts';
import { startLayers } from '#shared/domain/forecasting/training/learn-layers.ts';
import { withPulse } from '#shared/domain/forecasting/training/learn-pulse.ts';
import { withSeason } from '#shared/domain/forecasting/training/learn-season.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { type Shop, until } from './shop.ts';

export type Learned = {
  readonly model: Model;
  /** Folding the histories is not counted. */
  readonly seconds: number;
};

/** The constants that the product has learned by the end of a day, from what was known by then alone. */
export function learnAsOf(shop: Shop, day: number): Learned {
  const closed = closedFormsAsOf(shop, day);
  const all = layersAsOf(shop, closed.model, day);
  return { model: all.model, seconds: closed.seconds + all.seconds };
}

/**
 * What the product shows on each day with constants learned once: the pulse as known at the end of
 * that day, from what was bought until then by the customers that the shop would look back on.
 */
export function followDaily(shop: Shop, model: Model): (day: number) => Model {
  const followed = new Map<number, Model>();
  return (day) => {
    const known = followed.get(day) ?? withPulseAsOf(shop, model, day);
    followed.set(day, known);
    return known;
  };
}

/** Learned anew at the end of each of the days, as the product does every night. */
export function learnNightly(
  shop: Shop,
  days: readonly number[],
  onNight: (text: string) => void,
): (day: number) => Model {
  const learned = new Map(
    days.map((day) => {
      onNight(`learning as of ${isoDate(day)}`);
      return [day, withPulseAsOf(shop, learnAsOf(shop, day).model, day)];
    }),
  );
  return (day) => {
    const model = learned.get(day);
    if (model === undefined) throw new RangeError(`nothing was learned on ${isoDate(day)}`);
    return model;
  };
}

/** The first pass of learning: closed forms from every customer as of the day. */
export function closedFormsAsOf({ calendar, histories }: Shop, day: number): Learned {
  const folds = histories
    .map((history) => until(history, day, calendar))
    .filter((facts) => facts.length > 0)
    .map((facts) => foldFacts(emptyFold(), facts, calendar));
  const startedMs = performance.now();
  const lesson = startLearning();
  for (const fold of folds) lesson.add(fold, day);
  const model = lesson.finish(`learned ${isoDate(day)}`, day);
  return { model, seconds: (performance.now() - startedMs) / 1e3 };
}

/**
 * The second pass: layers over the closed forms, from outcomes known by the end of the day, of a
 * sample of the customers.
 */
function layersAsOf(shop: Shop, model: Model, day: number): Learned {
  const sample = sampleAsOf(shop, day);
  const startedMs = performance.now();
  const layers = startLayers({ model, today: day, calendar: shop.calendar });
  for (const facts of sample) layers.add(facts);
  const learned = withSeason(model, layers.finish(), sample, day, shop.calendar);
  return { model: learned, seconds: (performance.now() - startedMs) / 1e3 };
}

const withPulseAsOf = (shop: Shop, model: Model, day: number): Model =>
  withPulse(model, sampleAsOf(shop, day), day, shop.calendar);

/** Until the day, the histories of the customers that a shop of this size would look back on. */
function sampleAsOf({ calendar, histories }: Shop, day: number): readonly (readonly Fact[])[] {
  const known = new Map(
    histories.map((history) => [history.customer, until(history, day, calendar)]),
  );
  const sample = historySample();
  for (const [customer, facts] of known) {
    sample.add(customer, foldFacts(emptyFold(), facts, calendar));
  }
  return sample.customerIds().map((customer) => known.get(customer) ?? []);
}
