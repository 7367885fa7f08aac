import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { startLayers } from '#shared/domain/forecasting/training/learn-layers.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import { stableShare } from '#shared/domain/stable-hash.ts';
import { type Calendar, isoDate } from '#shared/domain/time/calendar.ts';
import type { History } from './history.ts';

/** The model as it was on a day, learned from nothing later than that day. */
export type DatedModel = { readonly day: number; readonly model: Model };

/** Histories that teach the layers: as many as learning in a running shop takes at most. */
const SAMPLE = { customers: 5_000, facts: 400_000 } as const;

/** The models that a shop would have had on each of the days. */
export function learnAsOf(
  histories: readonly History[],
  days: readonly number[],
  calendar: Calendar,
  onDay: (day: number) => void = () => undefined,
): DatedModel[] {
  const closed = closedForms(histories, days, calendar);
  const sample = sampleOf(histories);
  return closed.map(({ day, model }) => {
    onDay(day);
    const layers = startLayers({ model, today: day, calendar });
    for (const { facts } of sample) layers.add(knownOn(facts, day, calendar));
    return { day, model: layers.finish() };
  });
}

/** The model in force on a day: the one learned last on or before it. @throws RangeError before the first. */
export function modelOn(models: readonly DatedModel[], day: number): Model {
  const found = models.findLast((each) => each.day <= day);
  if (found === undefined) throw new RangeError(`nothing was learned by ${isoDate(day)}`);
  return found.model;
}

function closedForms(
  histories: readonly History[],
  days: readonly number[],
  calendar: Calendar,
): DatedModel[] {
  const started = new Map(days.map((day) => [day, startLearning()]));
  for (const { facts } of histories) {
    for (const { day, fold } of lookBack(facts, days, calendar)) started.get(day)?.add(fold, day);
  }
  return [...started].map(([day, learning]) => ({
    day,
    model: learning.finish(`as-of-${isoDate(day)}`, day),
  }));
}

function knownOn(facts: History['facts'], day: number, calendar: Calendar): History['facts'] {
  const next = facts.findIndex(({ atMs }) => calendar.dayOf(atMs) > day);
  return next < 0 ? facts : facts.slice(0, next);
}

/** The customers with the smallest hashes, so that more data never change who is looked at first. */
function sampleOf(histories: readonly History[]): History[] {
  const hashed = histories.map((history) => ({ history, hash: stableShare(history.customerId) }));
  hashed.sort((a, b) => a.hash - b.hash);
  let facts = 0;
  const taken: History[] = [];
  for (const { history } of hashed) {
    facts += history.facts.length;
    if (taken.length >= SAMPLE.customers || facts > SAMPLE.facts) break;
    taken.push(history);
  }
  return taken;
}
