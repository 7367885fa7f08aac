import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atRiskDay } from '#shared/domain/forecasting/churn/at-risk-day.ts';
import { churnProbability, forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { expectedPurchases } from '#shared/domain/forecasting/expected-purchases.ts';
import { YEAR_PARTS } from '#shared/domain/forecasting/model/season.ts';
import { type Model, model as schema } from '#shared/domain/forecasting/model.ts';
import { hazardOf } from '#shared/domain/forecasting/pulse/with-pulse.ts';
import {
  inSeason,
  middleOf,
  paceOf,
  partOf,
  seasonDoubt,
  seasonStretches,
} from '#shared/domain/forecasting/season/season-on.ts';
import { logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { foldOf } from '../build-fold.ts';

const OCTOBER = dayOfIso('2026-10-01');
const shipped = defaultModel();
const customer = foldOf({ tea: [-300, -210, -120, -35].map((ago) => OCTOBER + ago) });

const flat = (value: number): number[] => Array.from({ length: YEAR_PARTS }, () => value);
/** More is bought in the last quarter of the year. */
const autumn = (value: number): number[] =>
  Array.from({ length: YEAR_PARTS }, (_, part) => (part >= 39 ? value : 0));

const seasonal = (curve: readonly number[], slopes: readonly number[] = flat(0)): Model =>
  schema.parse({
    ...shipped,
    season: { curve, slopes, usual: 0.03, doubt: 0.1, from: shipped.activity.from },
  });

const constant = (daily: number) => (days: number) => logOdds(1 - Math.exp(-daily * days));

describe('a season', () => {
  it('changes nothing in a model that has none, such as one of an older version', () => {
    const { seasonPrior: _prior, ...older } = shipped;
    const loaded = schema.parse(older);
    expect(inSeason(loaded, OCTOBER, 30, (days) => days)).toBe(30);
    expect(seasonDoubt(loaded)).toBe(0);
  });

  it('multiplies the hazard', () => {
    const model = seasonal(flat(0.5));
    for (const days of [5, 30, 90, 273, 800]) {
      const odds = inSeason(model, OCTOBER, days, constant(0.002));
      expect(hazardOf(odds)).toBeCloseTo(Math.exp(0.5) * 0.002 * days, 9);
    }
  });

  it('is that of the days ahead: as much as the share of them that lies in it', () => {
    const model = seasonal(autumn(Math.log(2)));
    const hazard = (days: number): number =>
      hazardOf(inSeason(model, OCTOBER, days, constant(0.002))) / (0.002 * days);
    expect(hazard(28)).toBeCloseTo(2, 1);
    expect(hazard(84)).toBeCloseTo(2, 2);
    expect(hazard(364)).toBeCloseTo(1.25, 1);
    const inJuly = inSeason(model, OCTOBER - 90, 28, constant(0.002));
    expect(hazardOf(inJuly)).toBeCloseTo(0.002 * 28, 9);
  });

  it('returns every year, and December goes over into January', () => {
    const model = seasonal(autumn(0.4));
    const { season } = model;
    if (season === undefined) throw new Error('there is a season');
    const now = seasonStretches(season, OCTOBER, 364, 0);
    const fourYearsOn = seasonStretches(season, OCTOBER + 1461, 364, 0);
    for (const [at, { multiplier }] of now.entries()) {
      expect(fourYearsOn[at]?.multiplier).toBeCloseTo(multiplier, 9);
    }
    const lastNight = dayOfIso('2000-01-01');
    const [week] = seasonStretches(season, lastNight - 4, 7, 0);
    expect(week?.multiplier).toBeGreaterThan(1.15);
    expect(week?.multiplier).toBeLessThan(Math.exp(0.4) - 0.15);
  });

  it('knows the part of the year of any day, before 2000, too', () => {
    for (const part of [0, 17, 51]) {
      expect(partOf(middleOf(part))).toBeCloseTo(part + 0.5, 6);
      expect(partOf(middleOf(part) - 1461 * 3)).toBeCloseTo(part + 0.5, 6);
    }
  });

  it('moves those more who come rarely where the slopes say so, within what was learned', () => {
    const model = seasonal(autumn(0.4), autumn(-0.2));
    const lift = (daily: number): number =>
      hazardOf(inSeason(model, OCTOBER, 28, constant(daily))) / (daily * 28);
    expect(lift(0.002)).toBeGreaterThan(lift(0.03 / 7));
    expect(lift(0.03 / 7)).toBeGreaterThan(lift(0.05));
    expect(paceOf({ usual: 0.03 }, 1e-9)).toBe(-2.5);
    expect(paceOf({ usual: 0.03 }, 0)).toBe(-2.5);
    expect(paceOf({ usual: 0.03 }, 50)).toBe(2);
  });

  it('never makes a longer time less likely', () => {
    const values = fc.array(fc.double({ min: -1.4, max: 1.4, noNaN: true }), {
      minLength: YEAR_PARTS,
      maxLength: YEAR_PARTS,
    });
    fc.assert(
      fc.property(values, values, fc.nat(400), fc.nat(60), (curve, slopes, wait, days) => {
        const model = seasonal(curve, slopes);
        const stays = (horizon: number): number =>
          1 - (churnProbability(customer, model, OCTOBER + wait, horizon) ?? 1);
        for (const horizon of [1, 7, 20, 28, 30, 90, 364]) {
          expect(stays(horizon + days)).toBeGreaterThanOrEqual(stays(horizon) - 1e-9);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('forecasts with a season', () => {
  it('say more before it, of customers and of the number of their purchases', () => {
    const [none, more] = [shipped, seasonal(autumn(0.4))].map((model) => ({
      stays: 1 - (churnProbability(customer, model, OCTOBER, 30) ?? 1),
      purchases: expectedPurchases(customer, model, OCTOBER, 30),
    }));
    expect(more?.stays).toBeGreaterThan(none?.stays ?? 1);
    expect(more?.purchases).toBeGreaterThan(none?.purchases ?? 1);
  });

  it('name it among their reasons, which still add up', () => {
    for (const [value, words] of [
      [0.4, 'more often than usual'],
      [-0.4, 'less often than usual'],
    ] as const) {
      const churn = forecastChurn(customer, seasonal(autumn(value)), OCTOBER, 30);
      const said = churn.reasons.reduce((sum, { contribution = 0 }) => sum + contribution, 0);
      expect(said).toBeCloseTo(logOdds(churn.probability), 2);
      const reason = churn.reasons.find(({ code }) => code === 'season');
      expect(reason?.text).toContain(words);
      expect(Math.sign(reason?.contribution ?? 0)).toBe(-Math.sign(value));
    }
    const inSpring = forecastChurn(customer, seasonal(autumn(0.4)), OCTOBER - 20 + 150, 7);
    expect(inSpring.reasons.map(({ code }) => code)).not.toContain('season');
  });

  it('are less sure of themselves the less is known of it', () => {
    const evidence = (doubt: number) => {
      const model = seasonal(autumn(0.4));
      const { season } = model;
      if (season === undefined) throw new Error('there is a season');
      return forecastChurn(customer, { ...model, season: { ...season, doubt } }, OCTOBER, 60)
        .evidence;
    };
    expect(evidence(0)).toBe('thin');
    expect(evidence(2)).toBe('none');
  });

  it('hold it when they look ahead: nobody is at risk only because Christmas is over', () => {
    const risk = (model: Model, threshold: number): number | undefined =>
      atRiskDay(customer, model, OCTOBER, threshold, 28);
    const always = seasonal(flat(0.4));
    for (const threshold of [0.8, 0.85, 0.9]) {
      expect(risk(seasonal(autumn(0.4)), threshold)).toBe(risk(always, threshold));
    }
  });
});
