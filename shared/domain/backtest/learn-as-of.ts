import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { type Learning, startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import {
  type HistorySample,
  historySample,
} from '#shared/domain/forecasting/training/history-sample.ts';
import {
  chooseModel,
  dataWindow,
  type Histories,
  judgedFrom,
  layersOver,
} from '#shared/domain/forecasting/training/learn-from-histories.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import { type Calendar, isoDate } from '#shared/domain/time/calendar.ts';
import type { History } from './history.ts';

/** The model as it was on a day, learned from nothing later than that day. */
export type DatedModel = { readonly day: number; readonly model: Model };

/**
 * The models that a shop would have had on each of the ascending days: learned as the shop learns,
 * everybody's state teaching the closed forms and a sample's histories the layers, each group put
 * into force only where it stood its ground on later days against the model before it.
 */
export function learnAsOf(
  histories: readonly History[],
  days: readonly number[],
  calendar: Calendar,
  onDay: (day: number) => void = () => undefined,
): DatedModel[] {
  const factsOf = new Map(histories.map(({ customerId, facts }) => [customerId, facts]));
  const inForce: DatedModel[] = [];
  for (const { day, learning, sample } of surveys(histories, days, calendar)) {
    const closedForms = learning.finish(`as-of-${isoDate(day)}`, day);
    const read = sample.customerIds().flatMap((id) => {
      const facts = factsOf.get(id);
      return facts === undefined ? [] : [facts];
    });
    inForce.push({ day, model: chosen(closedForms, read, inForce, day, calendar) });
    onDay(day);
  }
  return inForce;
}

/** The model in force on a day: the one learned last on or before it. @throws RangeError before the first. */
export function modelOn(models: readonly DatedModel[], day: number): Model {
  const found = models.findLast((each) => each.day <= day);
  if (found === undefined) throw new RangeError(`nothing was learned by ${isoDate(day)}`);
  return found.model;
}

type Survey = {
  readonly day: number;
  readonly learning: Learning;
  readonly sample: HistorySample;
};

/** One look at everybody's state as of each of the days. */
function surveys(
  histories: readonly History[],
  days: readonly number[],
  calendar: Calendar,
): readonly Survey[] {
  const started = days.map((day) => ({
    day,
    learning: startLearning(),
    sample: historySample(),
  }));
  const byDay = new Map(started.map((survey) => [survey.day, survey]));
  for (const { customerId, facts } of histories) {
    for (const { day, fold } of lookBack(facts, days, calendar)) {
      byDay.get(day)?.learning.add(fold, day);
      byDay.get(day)?.sample.add(customerId, fold);
    }
  }
  return started;
}

function chosen(
  closedForms: Model,
  histories: Histories,
  earlier: readonly DatedModel[],
  day: number,
  calendar: Calendar,
): Model {
  const learned = layersOver(closedForms, histories, day, calendar);
  const firstDay = dataWindow(histories, day, calendar)?.firstDay ?? day;
  const fromDay = judgedFrom(firstDay, day);
  if (fromDay === undefined) return learned;
  const champion = earlier.findLast((each) => each.day <= fromDay)?.model ?? defaultModel();
  return chooseModel(learned, champion, histories, { fromDay, calendar }).model;
}
