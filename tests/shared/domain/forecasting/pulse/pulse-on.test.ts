import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atRiskDay } from '#shared/domain/forecasting/churn/at-risk-day.ts';
import { churnProbability, forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { expectedPurchases } from '#shared/domain/forecasting/expected-purchases.ts';
import { replenishmentContributions } from '#shared/domain/forecasting/intervals/due-contributions.ts';
import { type Model, model as schema } from '#shared/domain/forecasting/model.ts';
import { pulseDoubt, pulseOn } from '#shared/domain/forecasting/pulse/pulse-on.ts';
import { withPulse } from '#shared/domain/forecasting/pulse/with-pulse.ts';
import {
  forecastReplenishment,
  replenishmentScores,
} from '#shared/domain/forecasting/replenishment.ts';
import { fromLogOdds, logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { foldOf, rhythmOf } from '../build-fold.ts';

const DAY = 10_100;
const shipped = defaultModel();
const customer = foldOf({
  tea: [10_000, 10_020, 10_055, 10_080],
  milk: rhythmOf(10_000, 20, 5),
});

const pulsed = (stretches: [number, number][], more: Partial<Model> = {}): Model => {
  const beat = { stretches, kept: 0.95, sd: 0.2, doubt: 0.1, jumpSd: 0.1 };
  const { from } = shipped.activity;
  return schema.parse({
    ...shipped,
    ...more,
    pulse: { day: DAY, visits: beat, pairs: beat, from },
  });
};
const steady = (value: number): Model =>
  pulsed([
    [28, value],
    [91, value],
  ]);

describe('the pulse', () => {
  it('changes nothing in a model that follows none', () => {
    expect(pulseOn(shipped, 'visits', DAY)).toBeUndefined();
    expect(pulseDoubt(shipped, 'pairs', DAY, 30)).toBe(0);
    expect(withPulse(undefined, 30, (days) => days)).toBe(30);
  });

  it('counts less the longer ago it was taken and the farther ahead it is asked about', () => {
    const model = pulsed([
      [28, 0.3],
      [91, 0.3],
    ]);
    const [near, far] = pulseOn(model, 'visits', DAY) ?? [];
    expect(near?.multiplier).toBeCloseTo(Math.exp(0.3 * 0.95 ** 2), 9);
    expect(far?.multiplier).toBeLessThan(near?.multiplier ?? 0);
    const [later] = pulseOn(model, 'visits', DAY + 28) ?? [];
    expect(later?.multiplier).toBeCloseTo(Math.exp(0.3 * 0.95 ** 6), 9);
    expect(later?.multiplier).toBeGreaterThan(1);
  });

  it('is less sure of far days than of near ones, and less when it is old', () => {
    const model = steady(0.1);
    const doubts = [30, 90, 400].map((days) => pulseDoubt(model, 'visits', DAY, days));
    expect(doubts).toEqual([...doubts].sort((a, b) => a - b));
    expect(pulseDoubt(model, 'visits', DAY + 100, 30)).toBeGreaterThan(doubts[0] ?? 0);
    expect(doubts.at(-1)).toBeLessThan(0.25);
  });
});

describe('a hazard with a pulse', () => {
  const constant = (daily: number) => (days: number) => logOdds(1 - Math.exp(-daily * days));

  it('is the foreseen one times the multiplier of each stretch', () => {
    const stretches = [
      { untilDays: 10, multiplier: 2 },
      { untilDays: 30, multiplier: 0.5 },
    ];
    const hazard = (days: number): number =>
      -Math.log(1 - fromLogOdds(withPulse(stretches, days, constant(0.01))));
    expect(hazard(5)).toBeCloseTo(0.1, 9);
    expect(hazard(30)).toBeCloseTo(0.2 + 0.1, 9);
    expect(hazard(50)).toBeCloseTo(0.2 + 0.2, 9);
  });

  it('never makes a longer time less likely', () => {
    const value = fc.double({ min: -1.4, max: 1.4, noNaN: true });
    fc.assert(
      fc.property(value, value, value, fc.nat(200), fc.nat(60), (near, middle, far, wait, days) => {
        const model = pulsed([
          [7, near],
          [28, middle],
          [91, far],
        ]);
        const today = DAY + wait;
        const within = (horizon: number): number[] => [
          1 - (churnProbability(customer, model, today, horizon) ?? 1),
          ...replenishmentScores(customer, model, today, horizon).values(),
        ];
        for (const horizon of [3, 7, 14, 28, 30, 60]) {
          const longer = within(horizon + days);
          for (const [at, probability] of within(horizon).entries()) {
            expect(longer[at]).toBeGreaterThanOrEqual(probability - 1e-9);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('forecasts with a pulse', () => {
  it('say more where more was bought than foreseen, of customers, their products and their number', () => {
    const [less, same, more] = [-0.3, 0, 0.3].map((value) => {
      const model = steady(value);
      return {
        stays: 1 - (churnProbability(customer, model, DAY, 30) ?? 1),
        tea: replenishmentScores(customer, model, DAY, 14).get('tea') ?? 0,
        purchases: expectedPurchases(customer, model, DAY, 30),
      };
    });
    expect(same?.stays).toBeCloseTo(1 - (churnProbability(customer, shipped, DAY, 30) ?? 1), 12);
    expect(same?.tea).toBeCloseTo(
      replenishmentScores(customer, shipped, DAY, 14).get('tea') ?? 0,
      12,
    );
    for (const of of ['stays', 'tea', 'purchases'] as const) {
      expect(less?.[of]).toBeLessThan(same?.[of] ?? 0);
      expect(more?.[of]).toBeGreaterThan(same?.[of] ?? 0);
    }
  });

  it('have it among their reasons, which still add up', () => {
    for (const value of [-0.4, 0.25]) {
      const model = steady(value);
      for (const horizon of [5, 14, 20, 60]) {
        const churn = forecastChurn(customer, model, DAY, horizon);
        const said = churn.reasons.reduce((sum, { contribution = 0 }) => sum + contribution, 0);
        expect(said).toBeCloseTo(logOdds(churn.probability), 2);
        expect(churn.reasons.map(({ code }) => code)).toContain('pulse');
        const tea = replenishmentContributions(customer, 'tea', model, DAY, horizon);
        const sum = Object.values(tea?.groups ?? {}).reduce((a, b) => a + b, tea?.typical ?? 0);
        const { probability, reasons } = forecastReplenishment(
          customer,
          'tea',
          model,
          DAY,
          horizon,
        );
        expect(sum).toBeCloseTo(logOdds(probability), 9);
        expect(Math.sign(tea?.groups.pulse ?? 0)).toBe(Math.sign(value));
        expect(reasons.at(-1)?.text).toContain(value > 0 ? 'more than foreseen' : 'less than');
      }
    }
  });

  it('take the pulse of today for the day on which somebody will be at risk', () => {
    const model = steady(-0.5);
    const later = DAY + 30;
    const atRisk = atRiskDay(customer, model, later, 0.9, 30) ?? 0;
    expect(atRisk).toBeGreaterThan(later);
    expect(atRisk).toBeLessThan(atRiskDay(customer, shipped, later, 0.9, 30) ?? 0);
    const asOfToday = pulseOn(model, 'visits', later)?.[0]?.multiplier ?? 0;
    expect(asOfToday).toBeGreaterThan(pulseOn(model, 'visits', DAY)?.[0]?.multiplier ?? 0);
  });

  it('are thin or too early where the level is not known well enough', () => {
    const known = steady(0);
    const { pulse } = known;
    if (pulse?.visits === undefined) throw new Error('no pulse');
    const unknown = { ...known, pulse: { ...pulse, visits: { ...pulse.visits, doubt: 2 } } };
    const strength = { enough: 2, thin: 1, none: 0 } as const;
    const evidence = (model: Model): number =>
      strength[forecastChurn(customer, model, DAY, 60).evidence];
    expect(evidence(unknown)).toBeLessThan(evidence(known));
  });

  it('are the less doubted for the level the surer a purchase is', () => {
    const weekly = foldOf({ tea: rhythmOf(DAY - 280, 7, 40) });
    const evidence = (doubt: number, horizonDays: number) => {
      const beat = { stretches: [[91, 0]], kept: 0.95, sd: doubt, doubt, jumpSd: 0 };
      const activity = { ...shipped.activity, repeats: 1e6 };
      const pulse = { day: DAY, visits: beat, from: activity.from };
      const model = schema.parse({ ...shipped, activity, pulse });
      return forecastChurn(weekly, model, DAY, horizonDays).evidence;
    };
    // Within 7 days they come with 54 %, within 30 with 95 %: H (1 - p) is 0.36 and 0.16.
    expect([evidence(0.1, 7), evidence(0.8, 7)]).toEqual(['enough', 'none']);
    expect([evidence(0.8, 30), evidence(1.2, 30), evidence(2, 30)]).toEqual([
      'enough',
      'thin',
      'none',
    ]);
  });
});
