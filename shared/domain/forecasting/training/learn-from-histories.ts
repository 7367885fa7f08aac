import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import { startLearning } from '../learning.ts';
import type { Model } from '../model.ts';
import { composed } from './choose-groups.ts';
import { startChoosing } from './choose-model.ts';
import { startLayers } from './learn-layers.ts';
import { withPulse } from './learn-pulse.ts';
import { withSeason } from './learn-season.ts';
import type { Verdict } from './learning-record.ts';
import { lookBack } from './look-back.ts';

/** Whole histories of a sample of customers, each in key order. */
export type Histories = readonly (readonly Fact[])[];

/** Days by which forecasts are judged: as many as churn is forecast for, less where the data are young. */
const JUDGED_DAYS = { most: 91, least: 28, shareOfData: 0.3 } as const;
/** A customer or two with an odd first date do not make the data older. */
const YOUNG_SHARE = 0.05;

/** The first and the last day from which is learned; undefined without any history. */
export function dataWindow(
  histories: Histories,
  today: number,
  calendar: Calendar,
): { readonly firstDay: number; readonly lastDay: number } | undefined {
  const firsts = histories.flatMap((facts) => facts.slice(0, 1).map(({ atMs }) => atMs));
  const inOrder = firsts.map((atMs) => calendar.dayOf(atMs)).sort((a, b) => a - b);
  const firstDay = inOrder[Math.floor(YOUNG_SHARE * inOrder.length)];
  if (firstDay === undefined || firstDay > today) return undefined;
  const lasts = histories.map((facts) => calendar.dayOf(facts.at(-1)?.atMs ?? 0));
  return {
    firstDay,
    lastDay: lasts.reduce((last, day) => Math.max(last, Math.min(day, today)), 0),
  };
}

/** The day on which the challenger is learned that is judged; undefined when the data are too young. */
export function judgedFrom(firstDay: number, today: number): number | undefined {
  const { most, least, shareOfData } = JUDGED_DAYS;
  const days = Math.min(most, Math.floor(shareOfData * (today - firstDay)));
  return days < least ? undefined : today - days;
}

/** Layers over the closed forms, season and pulse, from what was known at the end of `today`. */
export function layersOver(
  closedForms: Model,
  histories: Histories,
  today: number,
  calendar: Calendar,
): Model {
  return withPulse(
    layersAlone(closedForms, histories, today, calendar),
    histories,
    today,
    calendar,
  );
}

function layersAlone(
  closedForms: Model,
  histories: Histories,
  today: number,
  calendar: Calendar,
): Model {
  const layers = startLayers({ model: closedForms, today, calendar });
  for (const facts of histories) layers.add(knownBy(facts, today, calendar));
  return withSeason(closedForms, layers.finish(), histories, today, calendar);
}

/**
 * The model, without a pulse, as it would have been learned on a past day from these customers
 * alone: nothing that happened after the day takes part, neither as an input nor as an outcome.
 */
export function learnedAsOf(
  histories: Histories,
  day: number,
  calendar: Calendar,
  version: string,
): Model {
  const learning = startLearning();
  for (const facts of histories) {
    for (const { fold } of lookBack(knownBy(facts, day, calendar), [day], calendar)) {
      learning.add(fold, day);
    }
  }
  return layersAlone(learning.finish(version, day), histories, day, calendar);
}

/**
 * Judges the way of learning on the days after `fromDay`, and puts together what goes into force.
 * What stands is judged without a pulse, which is followed anew whatever stands.
 */
export function chooseModel(
  learned: Model,
  champion: Model,
  histories: Histories,
  { fromDay, calendar }: { readonly fromDay: number; readonly calendar: Calendar },
): { readonly model: Model; readonly verdicts: Verdict[] } {
  const toDay = learned.learnedOn;
  const challenger = learnedAsOf(histories, fromDay, calendar, 'challenger');
  const { pulse: _followed, ...standing } = champion;
  const choosing = startChoosing({ challenger, champion: standing, fromDay, toDay, calendar });
  for (const facts of histories) choosing.add(knownBy(facts, toDay, calendar));
  const verdicts = choosing.finish();
  const model = composed(learned, champion, verdicts);
  const isAsLearned = verdicts.every(
    ({ outcome }) => outcome === 'promoted' || outcome === 'not-judged',
  );
  return { model: isAsLearned ? model : withPulse(model, histories, toDay, calendar), verdicts };
}

const knownBy = (facts: readonly Fact[], day: number, calendar: Calendar): readonly Fact[] =>
  facts.filter(({ atMs }) => calendar.dayOf(atMs) <= day);
