import { describe, expect, test } from 'vitest';
import { assessProbability } from '#bench/models/assess-probability.ts';
import { learnAsOf, learnNightly } from '#bench/models/data/learn-as-of.ts';
import { fileCalendar, orderHistory, type Shop } from '#bench/models/data/shop.ts';
import { OURS } from '#bench/models/foreseen.ts';
import { foreseeCustomers, joinedRows, type Models } from '#bench/models/kinds/customers.ts';
import { foreseeDates } from '#bench/models/kinds/dates.ts';
import { foreseePairs } from '#bench/models/kinds/pairs.ts';
import { foreseePurchases } from '#bench/models/kinds/purchases.ts';
import { foreseeSpend } from '#bench/models/kinds/spend.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { levelError } from '#shared/domain/forecasting/level-error.ts';
import type { Beat } from '#shared/domain/forecasting/model/pulse.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';

const START = 15_000;
const model = defaultModel();

/** Customers by the days (from the start) on which each bought product P and spent a hundred a day. */
const shopOf = (days: Readonly<Record<string, readonly number[]>>): Shop => ({
  calendar: fileCalendar(),
  histories: Object.entries(days).map(([customer, own]) =>
    orderHistory(
      customer,
      own.map((day) => ({
        day: START + day,
        amountMinor: 10_000 + day,
        quantities: new Map([['P', 1]]),
      })),
      'EUR',
    ),
  ),
});

/** The model that ships in a shop that knows its level on that day, and whose forecasts are not steep. */
function knowing(day: number): Model {
  const { from } = model.activity;
  const beat: Beat = {
    stretches: [[91, 0]],
    kept: 0.95,
    sd: 0.1,
    doubt: 0.05,
    jumpSd: 0.05,
    steepness: [[91, 0.01]],
  };
  return { ...model, pulse: { day, visits: beat, pairs: beat, from } };
}

const ASKED = 100;
const shop = shopOf({
  A: [0, 30, 60, 90, 107],
  B: [10, 40, 80, 108],
  C: [5, 20],
  D: [101],
});
const before = shopOf({ A: [0, 30, 60, 90], B: [10, 40, 80], C: [5, 20] });

describe('customers', () => {
  const asked = { days: [START + ASKED], horizons: [7, 8] };

  test('are everybody who had bought by the day, and buy within the horizon or not', () => {
    const [week, longer] = foreseeCustomers(shop, model, asked).foreseen;
    expect(week?.units).toEqual([0, 1, 2]);
    expect(week?.known).toEqual([4, 3, 2]);
    expect(week?.outcomes).toEqual([1, 0, 0]);
    expect(longer?.outcomes).toEqual([1, 1, 0]);
  });

  test('are scored by plain rules from what was known', () => {
    const [week] = foreseeCustomers(shop, model, asked).foreseen;
    expect(week?.methods.get('recency')?.scores).toEqual([-10, -20, -80]);
    expect(week?.methods.get('count')?.scores).toEqual([4, 3, 2]);
    expect(week?.methods.get('rate')?.scores).toEqual([3 / 100, 2 / 90, 1 / 95]);
  });

  test('are foreseen the same whatever came after the day', () => {
    const ours = (one: Shop) =>
      foreseeCustomers(one, model, asked).foreseen.map(({ methods }) => methods.get(OURS)?.scores);
    expect(ours(shop)).toEqual(ours(before));
  });

  test('are foreseen by the model of each day where it is learned anew', () => {
    const days = [START + 95, START + ASKED];
    const never = { ...model, activity: { ...model.activity, r: 1e-6 } };
    const changing = (day: number) => (day === START + ASKED ? never : model);
    const scores = (models: Models) =>
      foreseeCustomers(shop, models, { days, horizons: [7] }).foreseen[0]?.methods.get(OURS)
        ?.scores ?? [];
    const first = scores(model).filter((_, at) => at % 2 === 0);
    expect(scores(changing).filter((_, at) => at % 2 === 0)).toEqual(first);
    expect(scores(changing)[1]).toBeLessThan(scores(model)[1] ?? 0);
    expect(scores(() => model)).toEqual(scores(model));
  });

  test('are told in percent or in words as the product says', () => {
    const told = (models: Models) => foreseeCustomers(shop, models, asked).foreseen[0]?.toldIn;
    expect(told(model)).toEqual(['words', 'words', 'words']);
    expect(told(knowing(START + ASKED))).toEqual(['percent', 'percent', 'percent']);
  });

  test('come with the error that the product expects, where it knows', () => {
    const today = START + ASKED;
    const errors = (models: Models) =>
      foreseeCustomers(shop, models, asked).foreseen.map((rows) => [
        rows.expectedErrors,
        assessProbability('x', rows, { draws: 0 }).methods[0]?.figures['eceExpected'],
      ]);
    const expected = levelError(knowing(today), 'visits', today, 7);
    expect(errors(knowing(today))[0]).toEqual([
      [expected, expected, expected],
      expect.closeTo(expected ?? Number.NaN, 12),
    ]);
    expect(errors(model)[0]).toEqual([[], undefined]);
    const { foreseen } = foreseePairs(shop, knowing(today), { ...asked, minPurchases: 3 });
    expect(foreseen[0]?.expectedErrors).toHaveLength(2);
    expect(joinedRows(foreseen).expectedErrors).toHaveLength(4);
  });

  test('buy so often and for so much within the horizon', () => {
    const ahead = { day: START + ASKED, horizonDays: 7 };
    expect(foreseePurchases(shop, model, ahead).actual).toEqual([1, 0, 0]);
    const spend = foreseeSpend(shop, model, ahead);
    expect(spend.actual).toEqual([101.07]);
    expect(spend.methods[1]?.foreseen).toEqual([(4 * 10_000 + 180) / 400]);
  });
});

describe('pairs', () => {
  const asked = { days: [START + ASKED], horizons: [7], minPurchases: 3 };

  test('are products bought often enough, and bought again or not', () => {
    const [rows] = foreseePairs(shop, model, asked).foreseen;
    expect(rows?.known).toEqual([4, 3]);
    expect(rows?.outcomes).toEqual([1, 0]);
    expect(rows?.methods.get('rate')?.scores).toEqual([4 / 100, 3 / 90]);
    expect(rows?.methods.get('due by mean interval')?.scores).toEqual([
      -Math.abs(10 / 30 - 1),
      -Math.abs(20 / 35 - 1),
    ]);
  });

  test('are told in percent or in words as the product says', () => {
    const told = (models: Models) => foreseePairs(shop, models, asked).foreseen[0]?.toldIn;
    expect(told(model)).toEqual(['words', 'words']);
    expect(told(knowing(START + ASKED))).toEqual(['percent', 'percent']);
  });

  test('are foreseen the same whatever came after the day', () => {
    const ours = (one: Shop) =>
      foreseePairs(one, model, asked).foreseen.map(({ methods }) => methods.get(OURS)?.scores);
    expect(ours(shop)).toEqual(ours(before));
  });
});

describe('dates', () => {
  test('are asked for at each purchase of the range that is bought often enough', () => {
    const { foreseen } = foreseeDates(shop, model, {
      ask: { from: START + 60, to: START + 90 },
      windowDays: 20,
      minPurchases: 3,
    });
    // A bought a third time on day 60 and a fourth on day 90, B a third time on day 80.
    expect(foreseen.known).toEqual([3, 4, 3]);
    expect(foreseen.actual).toEqual([20, 17, 20]);
    expect(foreseen.came).toEqual([0, 1, 0]);
    expect(foreseen.methods.get('last interval')?.days).toEqual([30, 30, 40]);
    expect(foreseen.methods.get('mean interval')?.days).toEqual([30, 30, 35]);
  });

  test('are asked for on one day, when a plain date that has passed means tomorrow', () => {
    const { foreseen } = foreseeDates(shop, model, {
      ask: { on: START + ASKED },
      windowDays: 20,
      minPurchases: 2,
    });
    expect(foreseen.actual).toEqual([7, 8, 20]);
    expect(foreseen.came).toEqual([1, 1, 0]);
    expect(foreseen.methods.get('last interval')?.days).toEqual([20, 20, 1]);
  });
});

describe('what is learned as of a day', () => {
  test('does not change by what comes after it', () => {
    const late = learnAsOf(shop, START + ASKED).model;
    expect(late).toEqual(learnAsOf(before, START + ASKED).model);
    const nightly = learnNightly(shop, [START + ASKED], () => undefined);
    expect(nightly(START + ASKED)).toEqual(late);
    expect(() => nightly(START + 1)).toThrow('nothing was learned on');
    expect(late.customers).toBe(3);
  });
});
