import { performance } from 'node:perf_hooks';
import { foldFacts } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { historySample } from '#shared/domain/forecasting/training/history-sample.ts';
import { startLayers } from '#shared/domain/forecasting/training/learn-layers.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { type Shop, until } from './shop.ts';

export type Learned = {
  readonly model: Model;
  /** Folding the histories is not counted. */
  readonly seconds: number;
};

/** The model that the product has learned by the end of a day, from what was known by then alone. */
export function learnAsOf(shop: Shop, day: number): Learned {
  const closed = closedFormsAsOf(shop, day);
  const all = layersAsOf(shop, closed.model, day);
  return { model: all.model, seconds: closed.seconds + all.seconds };
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
      return [day, learnAsOf(shop, day).model];
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
 * The second pass: layers over the closed forms, from outcomes known by the end of the day, of the
 * sample of customers that a shop of this size would look back on.
 */
function layersAsOf({ calendar, histories }: Shop, model: Model, day: number): Learned {
  const known = new Map(
    histories.map((history) => [history.customer, until(history, day, calendar)]),
  );
  const sample = historySample();
  for (const [customer, facts] of known) {
    sample.add(customer, foldFacts(emptyFold(), facts, calendar));
  }
  const drawn = sample.customerIds();
  const startedMs = performance.now();
  const layers = startLayers({ model, today: day, calendar });
  for (const customer of drawn) layers.add(known.get(customer) ?? []);
  return { model: layers.finish(), seconds: (performance.now() - startedMs) / 1e3 };
}
