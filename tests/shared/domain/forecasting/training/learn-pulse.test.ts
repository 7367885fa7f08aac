import { describe, expect, it } from 'vitest';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { churnProbability } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { customerMoment } from '#shared/domain/forecasting/intervals/customer-moment.ts';
import { isInLayer } from '#shared/domain/forecasting/intervals/due-layer.ts';
import { pairOutlook } from '#shared/domain/forecasting/intervals/pair-outlook.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { withPulse } from '#shared/domain/forecasting/training/learn-pulse.ts';
import {
  addStretch,
  emptyTally,
  pulseOf,
} from '#shared/domain/forecasting/training/pulse-tally.ts';
import { calendar, orders } from '../../../../functions/learn/shop-history.ts';
import { seeded } from '../build-fold.ts';

const FIRST = 20_000;
const TURN = FIRST + 300;
const TODAY = TURN + 84;

/** Customers who come by chance, `after` times as often from the turn on as before. */
function shopOf(customers: number, after: number): Fact[][] {
  const random = seeded(11);
  return Array.from({ length: customers }, (_, at) => {
    const days: number[] = [];
    const rate = 0.02 + 0.04 * random();
    for (let day = FIRST + Math.floor(60 * random()); day <= TODAY + 60; day += 1) {
      if (days.length === 0 || random() < rate * (day > TURN ? after : 1)) days.push(day);
    }
    return orders(`C-${at}`, { tea: days });
  });
}

/** What was learned of the customers' states until the turn. */
function learnedBefore(histories: readonly Fact[][]): Model {
  const learning = startLearning();
  for (const facts of histories) {
    const known = facts.filter(({ atMs }) => calendar.dayOf(atMs) <= TURN);
    learning.add(foldHistory(known, calendar), TURN);
  }
  return learning.finish('before', TURN);
}

/** Mean of H (1 - p) of the products that the layers know, by their forecasts on the day. */
function meanSteepness(histories: readonly Fact[][], day: number, horizonDays: number): number {
  const model = defaultModel();
  const left = histories.flatMap((facts) => {
    const known = facts.filter(({ atMs }) => calendar.dayOf(atMs) <= day);
    if (known.length === 0) return [];
    const fold = foldHistory(known, calendar);
    const customer = customerMoment(fold, model, day);
    return Object.keys(fold.pairs).flatMap((productId) => {
      const outlook = pairOutlook(fold, productId, model);
      if (outlook === undefined || !isInLayer(outlook, customer)) return [];
      return [1 - forecastReplenishment(fold, productId, model, day, horizonDays).probability];
    });
  });
  return left.reduce((sum, q) => sum - q * Math.log(q), 0) / left.length;
}

const nearest = (model: Model): number => model.pulse?.visits?.stretches[0]?.[1] ?? 0;

describe('the pulse of a shop', () => {
  const quickened = shopOf(300, 1.6);
  const before = learnedBefore(quickened);

  it('follows a shop that turned, the more the longer it lasts, and forgets it where it turned back', () => {
    const after = [14, 42, 84].map((days) =>
      nearest(withPulse(before, quickened, TURN + days, calendar)),
    );
    const atTurn = nearest(withPulse(before, quickened, TURN, calendar));
    expect(after).toEqual([...after].sort((a, b) => a - b));
    expect((after.at(-1) ?? 0) - atTurn).toBeGreaterThan(0.15);
    const slowed = shopOf(300, 0.5);
    const fallen = nearest(withPulse(learnedBefore(slowed), slowed, TODAY, calendar));
    expect(fallen).toBeLessThan(atTurn - 0.15);
  });

  it('reads nothing that happened after the day', () => {
    const known = quickened.map((facts) =>
      facts.filter(({ atMs }) => calendar.dayOf(atMs) <= TODAY),
    );
    const all = withPulse(before, quickened, TODAY, calendar);
    expect(all).toEqual(withPulse(before, known, TODAY, calendar));
    expect(all.pulse).toMatchObject({ day: TODAY, from: { source: 'learned' } });
  });

  it('hardly moves in a shop of ten customers, and says how little is known', () => {
    const few = withPulse(before, quickened.slice(0, 10), TODAY, calendar);
    const many = withPulse(before, quickened, TODAY, calendar);
    expect(Math.abs(nearest(few))).toBeLessThan(nearest(many));
    expect(few.pulse?.visits?.doubt).toBeGreaterThan(many.pulse?.visits?.doubt ?? 1);
  });

  it('knows how steep forecasts of visits are: about the mean of H (1 - p), the more the farther ahead', () => {
    const { pulse } = withPulse(before, quickened, TODAY, calendar);
    const steepness = pulse?.visits?.steepness ?? [];
    expect(steepness.map(([days]) => days)).toEqual([7, 30, 91, 182, 364]);
    const known = quickened.flatMap((facts) => {
      const until = facts.filter(({ atMs }) => calendar.dayOf(atMs) <= TODAY - 7);
      return until.length === 0 ? [] : [foldHistory(until, calendar)];
    });
    const leaving = known.map((fold) => churnProbability(fold, before, TODAY - 7, 30) ?? 1);
    const mean = leaving.reduce((sum, q) => sum - q * Math.log(q), 0) / leaving.length;
    expect(steepness[1]?.[1]).toBeCloseTo(mean, 3);
  });

  it('knows how steep forecasts of products are, the more the farther ahead', () => {
    const random = seeded(7);
    const histories = Array.from({ length: 90 }, (_, at) => {
      let day = FIRST + at;
      const days = Array.from({ length: 12 }, () => {
        day += 5 + Math.floor(50 * random() ** 2);
        return day;
      });
      const products = Array.from({ length: 12 }, (_none, product) => [`P-${product}`, days]);
      return orders(`C-${at}`, Object.fromEntries(products));
    });
    const { pulse } = withPulse(defaultModel(), histories, FIRST + 300, calendar);
    const steepness = pulse?.pairs?.steepness ?? [];
    expect(steepness.map(([days]) => days)).toEqual([7, 14, 30]);
    const [week = 0, fortnight = 0, month = 0] = steepness.map(([, mean]) => mean);
    expect(week).toBeGreaterThan(0.02);
    expect(fortnight).toBeGreaterThan(week);
    expect(month).toBeGreaterThan(fortnight);
    expect(month).toBeLessThan(1 / Math.E);
    expect(fortnight).toBeCloseTo(meanSteepness(histories, FIRST + 293, 14), 4);
    const half = withPulse(defaultModel(), histories.slice(0, 80), FIRST + 300, calendar);
    expect(half.pulse?.pairs?.stretches).toHaveLength(3);
    expect(half.pulse?.pairs?.steepness).toBeUndefined();
  });

  it('does not know how steep they are from fewer than a hundred customers, or a thousand products', () => {
    const few = withPulse(before, quickened.slice(0, 90), TODAY, calendar);
    expect(few.pulse?.visits).toBeDefined();
    expect(few.pulse?.visits?.steepness).toBeUndefined();
    const all = withPulse(before, quickened, TODAY, calendar);
    expect(all.pulse?.pairs).toBeDefined();
    expect(all.pulse?.pairs?.steepness).toBeUndefined();
  });

  it('is none where nobody has bought anything yet, and replaces the one before', () => {
    expect(withPulse(defaultModel(), [], TODAY, calendar).pulse).toBeUndefined();
    const first = withPulse(before, quickened, TODAY, calendar);
    expect(withPulse(first, quickened, TODAY, calendar)).toEqual(first);
    expect(withPulse(first, [], TODAY, calendar).pulse).toBeUndefined();
  });
});

describe('a tally', () => {
  it('finds the multiplier of the hazard by which more happened', () => {
    const random = seeded(5);
    const tally = emptyTally();
    for (let row = 0; row < 20_000; row += 1) {
      const hazard = 0.05 + 0.3 * random();
      const happened = random() < 1 - Math.exp(-1.2 * hazard);
      addStretch(tally, Math.log(Math.expm1(hazard)), undefined, happened);
    }
    const { value = 0, variance = 0 } = pulseOf(tally) ?? {};
    expect(value).toBeCloseTo(Math.log(1.2), 1);
    expect(Math.abs(value - Math.log(1.2))).toBeLessThan(3 * Math.sqrt(variance));
  });

  it('says nothing of less than one purchase foreseen, and never more than a factor of four', () => {
    const tally = emptyTally();
    addStretch(tally, 0, undefined, false);
    expect(pulseOf(tally)).toBeUndefined();
    for (let row = 0; row < 100; row += 1) addStretch(tally, 0, undefined, false);
    expect(pulseOf(tally)?.value).toBe(-Math.log(4));
  });

  it('counts what was foreseen between two horizons only', () => {
    const tally = emptyTally();
    addStretch(tally, 0, 0, false);
    expect(tally.expected).toBe(0);
    addStretch(tally, Math.log(Math.expm1(0.5)), Math.log(Math.expm1(0.2)), true);
    expect(tally.expected).toBeCloseTo(1 - Math.exp(-0.3), 12);
  });
});
