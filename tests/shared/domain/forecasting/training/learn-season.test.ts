import { describe, expect, it } from 'vitest';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { churnProbability } from '#shared/domain/forecasting/churn.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import { type Model, model as schema } from '#shared/domain/forecasting/model.ts';
import { partOf } from '#shared/domain/forecasting/season/season-on.ts';
import { startLayers } from '#shared/domain/forecasting/training/learn-layers.ts';
import { withPulse } from '#shared/domain/forecasting/training/learn-pulse.ts';
import { withSeason } from '#shared/domain/forecasting/training/learn-season.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import { firstAfter } from '#shared/domain/forecasting/training/timeline.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { calendar, orders } from '../../../../functions/learn/shop-history.ts';
import { seeded } from '../build-fold.ts';

const OPENED = dayOfIso('2024-04-01');
/** The day before the second autumn. */
const TODAY = dayOfIso('2025-09-30');
const HORIZON = 60;

const isAutumn = (day: number): boolean => partOf(day) >= 39;

/** Customers who come by chance, in autumn `autumn` times as often. */
function shopOf(customers: number, autumn: number, opened = OPENED): Fact[][] {
  const random = seeded(7);
  return Array.from({ length: customers }, (_, at) => {
    const days: number[] = [];
    const rate = 0.005 + 0.03 * random();
    for (let day = opened + Math.floor(90 * random()); day <= TODAY + HORIZON; day += 1) {
      const times = isAutumn(day) ? autumn : 1;
      if (days.length === 0 || random() < rate * times) days.push(day);
    }
    return orders(`C-${at}`, { tea: days });
  });
}

const until = (histories: readonly Fact[][], today: number): Fact[][] =>
  histories.map((facts) => facts.filter(({ atMs }) => calendar.dayOf(atMs) <= today));

function learnedOf(histories: readonly Fact[][], today: number) {
  const known = until(histories, today).filter((facts) => facts.length > 0);
  const learning = startLearning();
  for (const facts of known) learning.add(foldHistory(facts, calendar), today);
  const closedForms = learning.finish('learned', today);
  const layers = startLayers({ model: closedForms, today, calendar });
  for (const facts of known) layers.add(facts);
  const before = layers.finish();
  return {
    closedForms,
    before,
    model: withSeason(closedForms, before, histories, today, calendar),
  };
}

/** Mean of what was foreseen for the time ahead less the share that came. */
function offBy(model: Model, histories: readonly Fact[][]): number {
  let [sum, customers] = [0, 0];
  for (const facts of histories) {
    for (const { fold, timeline } of lookBack(facts, [TODAY], calendar)) {
      const came =
        (firstAfter(timeline.visits, TODAY) ?? Number.POSITIVE_INFINITY) <= TODAY + HORIZON;
      sum += 1 - (churnProbability({ ...fold }, model, TODAY, HORIZON) ?? 1) - (came ? 1 : 0);
      customers += 1;
    }
  }
  return sum / customers;
}

const autumnOf = ({ season }: Model): number => {
  const values = season?.curve.slice(40, 51) ?? [];
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
};

describe('the season of a shop', () => {
  const busyAutumns = shopOf(400, 1.9);
  const { closedForms, before, model } = learnedOf(busyAutumns, TODAY);

  it('is learned from one autumn and foresees most of the next', () => {
    expect(autumnOf(model)).toBeGreaterThan(0.25);
    expect(autumnOf(model)).toBeLessThan(Math.log(1.9));
    expect(Math.abs(offBy(model, busyAutumns))).toBeLessThan(
      0.5 * Math.abs(offBy(before, busyAutumns)),
    );
    expect(model.season).toMatchObject({ from: { source: 'learned' } });
  });

  it('reads nothing that happened after the day, and can be stored', () => {
    const known = until(busyAutumns, TODAY);
    expect(withSeason(closedForms, before, known, TODAY, calendar)).toEqual(model);
    expect(schema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
    expect(model.season?.heldOn).toBeUndefined();
  });

  it('is not taken for a pulse by whoever follows the newest weeks', () => {
    const inAutumn = TODAY + 56;
    const beatOf = (followed: Model): number =>
      withPulse(followed, busyAutumns, inAutumn, calendar).pulse?.visits?.stretches[0]?.[1] ?? 0;
    expect(beatOf(before)).toBeGreaterThan(0.15);
    expect(Math.abs(beatOf(model))).toBeLessThan(0.6 * beatOf(before));
  });

  it('replaces the one before', () => {
    expect(
      withSeason(closedForms, { ...before, season: model.season }, busyAutumns, TODAY, calendar),
    ).toEqual(model);
  });

  it('changes next to nothing where there is none', () => {
    const steady = shopOf(400, 1);
    const learned = learnedOf(steady, TODAY);
    expect(Math.abs(autumnOf(learned.model))).toBeLessThan(0.1);
    const change = offBy(learned.model, steady) - offBy(learned.before, steady);
    expect(Math.abs(change)).toBeLessThan(0.02);
  });

  it('is none before fourteen months have been lived through', () => {
    const young = shopOf(100, 1.9, TODAY - 400);
    const learned = learnedOf(young, TODAY);
    expect(learned.model).toEqual(learned.before);
    expect(withSeason(closedForms, model, [], TODAY, calendar).season).toBeUndefined();
  });

  it('moves little for a handful of customers, and says how little is known', () => {
    const few = learnedOf(busyAutumns.slice(0, 25), TODAY).model;
    expect(Math.abs(autumnOf(few))).toBeLessThan(0.7 * autumnOf(model));
    if (few.season !== undefined)
      expect(few.season.doubt).toBeGreaterThan(model.season?.doubt ?? 1);
  });
});
