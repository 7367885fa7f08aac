import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asset } from '#shared/domain/customer/state.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { levelError, toldIn } from '#shared/domain/forecasting/level-error.ts';
import { forecastMaintenance } from '#shared/domain/forecasting/maintenance.ts';
import { type Model, model as schema } from '#shared/domain/forecasting/model.ts';
import { pulseDoubt } from '#shared/domain/forecasting/pulse/pulse-on.ts';
import { steepnessOf } from '#shared/domain/forecasting/pulse/with-pulse.ts';
import {
  forecastAllReplenishments,
  forecastReplenishment,
} from '#shared/domain/forecasting/replenishment.ts';
import { unlivedSeasonDoubt } from '#shared/domain/forecasting/season/unlived-season.ts';
import { normalQuantile } from '#shared/domain/forecasting/statistics/normal.ts';
import { logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { foldOf, rhythmOf } from './build-fold.ts';
import { arbitraryFold } from './intervals/arbitrary-fold.ts';

const DAY = 10_200;
const shipped = defaultModel();
const { from } = shipped.activity;
const prior = shipped.seasonPrior;
if (prior === undefined) throw new Error('the shipped model says nothing of seasons');

type Steepness = [days: number, mean: number][];

/** A shop that follows a pulse, and whose forecasts are so steep. */
const shopOf = (steepness: Steepness | undefined, more: Partial<Model> = {}): Model => {
  const beat = { stretches: [[91, 0]], kept: 0.95, sd: 0.2, doubt: 0.1, jumpSd: 0.1, steepness };
  return schema.parse({
    ...shipped,
    pulse: { day: DAY, visits: beat, pairs: beat, from },
    ...more,
  });
};
const flat = Array.from({ length: 52 }, () => 0);
const lived = { season: { curve: flat, slopes: flat, usual: 0.03, doubt: 0.05, from } };
const known: Steepness = [
  [7, 0.02],
  [30, 0.06],
  [91, 0.12],
];
const meanDistance = Math.sqrt(2 / Math.PI);

describe('the error to be expected of all forecasts alike', () => {
  it('is the doubt of the level times how steep forecasts are', () => {
    const model = shopOf(known);
    const sd = Math.hypot(pulseDoubt(model, 'visits', DAY, 30), unlivedSeasonDoubt(prior, 30));
    expect(levelError(model, 'visits', DAY, 30)).toBeCloseTo(meanDistance * sd * 0.06, 12);
    const later = Math.hypot(pulseDoubt(model, 'visits', DAY, 91), unlivedSeasonDoubt(prior, 91));
    expect(levelError(model, 'visits', DAY, 91)).toBeCloseTo(meanDistance * later * 0.12, 12);
  });

  it('follows the pulse of its own kind, and knows the less the longer that is ago', () => {
    const { pulse, ...young } = shopOf(known, lived);
    const pairs = pulse?.pairs && { ...pulse.pairs, doubt: 0.2, sd: 0.4 };
    const model = { ...young, pulse: pulse && { ...pulse, ...(pairs && { pairs }) } };
    for (const of of ['visits', 'pairs'] as const) {
      for (const age of [0, 40]) {
        const ofSeason = of === 'visits' ? 0.05 : unlivedSeasonDoubt(prior, 30);
        const sd = Math.hypot(pulseDoubt(model, of, DAY + age, 30), ofSeason);
        expect(levelError(model, of, DAY + age, 30)).toBeCloseTo(meanDistance * sd * 0.06, 12);
      }
    }
    const ages = [-3, 0, 40, 400].map((age) => levelError(model, 'pairs', DAY + age, 30) ?? 0);
    expect(ages[0]).toBe(ages[1]);
    expect(ages[2]).toBeGreaterThan(ages[1] ?? 1);
    expect(ages[3]).toBeGreaterThan(ages[2] ?? 1);
  });

  it('is a number, none below 0, for any horizon of any pulse, and grows up to 30 days', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const share = fc.double({ min: 1e-3, max: 1, noNaN: true });
    const some = fc.double({ min: 1e-6, max: 2, noNaN: true });
    const beats = fc
      .record({ kept: part, sd: some, ofSd: part, jumpSd: some, steep: share })
      .map(({ ofSd, steep, ...beat }) => ({
        ...beat,
        stretches: [[7, 0]],
        doubt: Math.max(beat.sd * ofSd, 1e-6),
        steepness: [
          [30, 0.3 * steep],
          [91, 0.3],
        ],
      }));
    const horizon = fc.double({ min: 1e-3, max: 3_650, noNaN: true });
    fc.assert(
      fc.property(
        beats,
        fc.boolean(),
        fc.integer({ min: -10, max: 5_000 }),
        horizon,
        (beat, isOld, age, days) => {
          const pulse = { day: DAY, visits: beat, pairs: beat, from };
          const model = schema.parse({ ...shipped, pulse, ...(isOld ? lived : {}) });
          for (const of of ['visits', 'pairs'] as const) {
            const error = (ahead: number) => levelError(model, of, DAY + age, ahead) ?? Number.NaN;
            expect(error(days)).toBeGreaterThanOrEqual(0);
            expect(error(days)).toBeLessThan(10);
            const near = Math.min(days, 30);
            expect(error(near)).toBeGreaterThanOrEqual(error(near / 2));
          }
        },
      ),
    );
  });

  it('is what forecasts are really off by where the level of the days ahead is drawn by that doubt', () => {
    const foreseen = [0.05, 0.1, 0.2, 0.4, 0.7];
    const steepness = foreseen.reduce((sum, each) => sum + steepnessOf(logOdds(each)), 0) / 5;
    const model = shopOf([[30, steepness]], { seasonPrior: { ...prior, sd: 0.1 } });
    const sd = Math.hypot(
      pulseDoubt(model, 'visits', DAY, 30),
      unlivedSeasonDoubt({ ...prior, sd: 0.1 }, 30),
    );
    const off = Array.from({ length: 2_001 }, (_, at) => {
      const level = Math.exp(sd * normalQuantile((at + 0.5) / 2_001));
      const distances = foreseen.map((each) => Math.abs((1 - each) ** level - (1 - each)));
      return distances.reduce((sum, each) => sum + each, 0) / 5;
    });
    const mean = off.reduce((sum, each) => sum + each, 0) / off.length;
    expect(Math.abs((levelError(model, 'visits', DAY, 30) ?? 0) / mean - 1)).toBeLessThan(0.02);
  });

  it('knows of no season to come once the shop has lived through one, but of visits alone', () => {
    const young = shopOf(known);
    const old = shopOf(known, lived);
    const sd = Math.hypot(pulseDoubt(old, 'visits', DAY, 91), 0.05);
    expect(levelError(old, 'visits', DAY, 91)).toBeCloseTo(meanDistance * sd * 0.12, 12);
    expect(levelError(old, 'pairs', DAY, 91)).toBe(levelError(young, 'pairs', DAY, 91));
    expect(levelError(young, 'visits', DAY, 91)).toBeGreaterThan(
      levelError(old, 'visits', DAY, 91) ?? 1,
    );
  });

  it('takes what is steep between the days for which it is known, from none today to the last', () => {
    const model = shopOf(known, lived);
    const steep = (days: number): number =>
      (levelError(model, 'visits', DAY, days) ?? 0) /
      Math.hypot(pulseDoubt(model, 'visits', DAY, days), 0.05) /
      meanDistance;
    expect(steep(3.5)).toBeCloseTo(0.01, 12);
    expect(steep(7)).toBeCloseTo(0.02, 12);
    expect(steep(18.5)).toBeCloseTo(0.04, 12);
    expect(steep(400)).toBeCloseTo(0.12, 12);
  });

  it('is not known without a pulse, or with one of an older version', () => {
    expect(levelError(shipped, 'visits', DAY, 30)).toBeUndefined();
    expect(levelError(shopOf(undefined), 'visits', DAY, 30)).toBeUndefined();
    expect(toldIn(shopOf(undefined), 'visits', DAY, 30)).toBe('words');
  });

  it('is followed from the shipped belief of seasons where the model has none', () => {
    const { seasonPrior: _none, ...older } = shopOf(known);
    expect(levelError(older, 'pairs', DAY, 30)).toBe(levelError(shopOf(known), 'pairs', DAY, 30));
  });
});

describe('a forecast', () => {
  const customer = foldOf({ tea: rhythmOf(10_000, 20, 10) });
  const subscription = {
    since: DAY - 300,
    periodDays: 30,
    priceMinor: 900,
    renewed: DAY - 10,
    renewals: 10,
  };
  const calm = shopOf([[91, 0.02]]);
  const steep = shopOf([[7, 0.3]]);

  it('is told in percent up to two points of expected error, and in words beyond', () => {
    const perPoint = levelError(shopOf([[91, 1]]), 'visits', DAY, 91) ?? 0;
    expect(toldIn(shopOf([[91, 0.0199 / perPoint]]), 'visits', DAY, 91)).toBe('percent');
    expect(toldIn(shopOf([[91, 0.0201 / perPoint]]), 'visits', DAY, 91)).toBe('words');
  });

  it('of any customer is told in one of both ways, on any day and for any horizon', () => {
    fc.assert(
      fc.property(
        arbitraryFold,
        fc.integer({ min: -400, max: 4_000 }),
        fc.constantFrom(0.5, 1, 7, 10.4, 90, 3_650),
        fc.constantFrom(shipped, shopOf(known), shopOf(known, lived), shopOf(undefined)),
        ({ fold, lastDay }, later, horizonDays, model) => {
          const { pulse } = model;
          const given = { ...model, ...(pulse && { pulse: { ...pulse, day: lastDay + 200 } }) };
          const today = lastDay + later;
          const all = [
            forecastChurn(fold, given, today, horizonDays),
            ...forecastAllReplenishments(fold, given, today, horizonDays),
          ];
          for (const { toldIn: told } of all) expect(['percent', 'words']).toContain(told);
        },
      ),
    );
  });

  it('of churn and of a product follows the level of its own kind and horizon', () => {
    expect(forecastChurn(customer, calm, DAY).toldIn).toBe('percent');
    expect(forecastChurn(customer, steep, DAY).toldIn).toBe('words');
    expect(forecastReplenishment(customer, 'tea', calm, DAY).toldIn).toBe('percent');
    expect(forecastAllReplenishments(customer, steep, DAY)[0]?.toldIn).toBe('words');
    const { pulse } = calm;
    const pairsOnly = { ...calm, pulse: pulse && { ...pulse, visits: steep.pulse?.visits } };
    expect(forecastChurn(customer, pairsOnly, DAY).toldIn).toBe('words');
    expect(forecastReplenishment(customer, 'tea', pairsOnly, DAY).toldIn).toBe('percent');
    const later = shopOf([
      [14, 0.02],
      [60, 0.5],
    ]);
    expect(forecastChurn(customer, later, DAY, 14).toldIn).toBe('percent');
    expect(forecastChurn(customer, later, DAY, 60).toldIn).toBe('words');
    expect(forecastReplenishment(customer, 'tea', later, DAY, 14).toldIn).toBe('percent');
    expect(forecastReplenishment(customer, 'tea', later, DAY, 60).toldIn).toBe('words');
  });

  it('is told in words once what was known of the shop is long ago', () => {
    const perPoint = levelError(shopOf([[91, 1]]), 'visits', DAY, 91) ?? 0;
    const model = shopOf([[91, 0.0195 / perPoint]]);
    const told = (today: number) => [
      forecastChurn(customer, model, today, 91).toldIn,
      forecastReplenishment(customer, 'tea', model, today, 91).toldIn,
    ];
    expect(told(DAY)).toEqual(['percent', 'percent']);
    expect(told(DAY + 60)).toEqual(['words', 'words']);
  });

  it('of a contract hangs on no level of the shop, but on what contracts before have taught', () => {
    const subscribed = { ...customer, subscriptions: { box: subscription } };
    const learned = { ...steep.subscriptions, from: { ...from, source: 'learned' as const } };
    const told = (changes: Partial<Model['subscriptions']>, days = 90) => {
      const model = { ...steep, subscriptions: { ...learned, ...changes } };
      return forecastChurn(subscribed, model, DAY, days).toldIn;
    };
    const { periodDays } = subscription;
    expect(told({ left: 400, leavePerPeriod: 0.02 })).toBe('percent');
    expect(told({ left: 400, leavePerPeriod: 0.02 }, 12 * periodDays)).toBe('words');
    expect(told({ left: 10, leavePerPeriod: 0.05 })).toBe('words');
    expect(told({ left: 400, leavePerPeriod: 0.02, from })).toBe('words');
    expect(told({ leavePerPeriod: 0.02 })).toBe('words');
    expect(forecastChurn(subscribed, calm, DAY).toldIn).toBe('words');
  });

  it('of service hangs on how well the past of the shop has taught each thing that makes it due', () => {
    const taught = { ...from, source: 'learned' as const };
    const { maintenance, usage } = steep;
    const told = (model: Model, boiler: Partial<Asset>, days = 30) => {
      const asset = {
        product: 'boiler',
        since: DAY - 200,
        readings: [],
        components: {},
        ...boiler,
      };
      const fold = { ...customer, assets: { boiler: asset } };
      return forecastMaintenance(fold, 'boiler', model, DAY, days);
    };
    expect(told(steep, {})).toMatchObject({ evidence: 'none', toldIn: 'words' });
    expect(told(steep, { everyDays: 365 }).toldIn).toBe('words');
    const knowsAll = {
      ...steep,
      usage: { ...usage, from: taught },
      maintenance: { ...maintenance, from: taught },
    };
    expect(told(knowsAll, { everyDays: 365 }).toldIn).toBe('words');
    expect(told(knowsAll, { everyMeter: 1_000 }).toldIn).toBe('words');
    const twice = { '': { last: DAY - 20, spells: [90, 92] } };
    expect(told(knowsAll, { components: twice }).toldIn).toBe('words');
    const rhythm = (spells: number, agreed: Partial<Asset> = {}, more = {}) => {
      const services = { boiler: { mu: Math.log(90), sigma2: 0.05, spells, ...more } };
      return told({ ...steep, services }, { components: twice, ...agreed }).toldIn;
    };
    expect([rhythm(100), rhythm(3)]).toEqual(['percent', 'words']);
    expect(rhythm(100, { everyDays: 90 })).toBe('words');
    const visits = { visits: { everyDays: 90, kept: 0.9, sdDays: 3 } };
    expect([rhythm(100, {}, visits), rhythm(3, {}, visits)]).toEqual(['percent', 'words']);
    const failing = (failures: number, everyMeter?: number, days?: number) => {
      const hazards = { boiler: { '': { eta: 300, beta: 1, failures } } };
      const meter = everyMeter === undefined ? {} : { everyMeter };
      return told({ ...steep, hazards }, meter, days).toldIn;
    };
    expect([failing(60), failing(5), failing(60, 1_000)]).toEqual(['percent', 'words', 'words']);
    expect(failing(60, undefined, 90)).toBe('words');
  });

  it('is told in words where it was made up of nothing', () => {
    const former = {
      ...foldOf({}),
      subscriptions: {
        box: { ...subscription, cancelled: DAY - 5 },
      },
    };
    expect(forecastChurn(former, calm, DAY)).toMatchObject({ evidence: 'thin', toldIn: 'words' });
    const returned = { ...customer, pairs: { tea: [DAY] } };
    expect(forecastReplenishment(returned, 'tea', calm, DAY)).toMatchObject({
      evidence: 'none',
      toldIn: 'words',
    });
    expect(forecastChurn(foldOf({}), calm, DAY)).toMatchObject({
      evidence: 'none',
      toldIn: 'words',
    });
  });
});
