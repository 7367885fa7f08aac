import { beforeAll, describe, expect, it } from 'vitest';
import { planBacktest } from '#shared/domain/backtest/backtest-plan.ts';
import { collectClaims } from '#shared/domain/backtest/collect-claims.ts';
import { exampleOf } from '#shared/domain/backtest/example.ts';
import type { History } from '#shared/domain/backtest/history.ts';
import { learnAsOf } from '#shared/domain/backtest/learn-as-of.ts';
import type { BacktestResult } from '#shared/domain/backtest/result.ts';
import { runBacktest } from '#shared/domain/backtest/run-backtest.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { calendarOf, isoDate } from '#shared/domain/time/calendar.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { modelInPercent } from '#tests/builders/told-in-percent.ts';
import { buyer, eventAt, FIRST_DAY, pastShop } from './past-shop.ts';

const calendar = calendarOf('Europe/Berlin');
const shop = shopWith({ holdoutShare: 0.05 });
const histories = pastShop(80);
const request = { histories, shop, calendar, wish: {}, assumeConsent: true };

/** Everything that happened up to the end of a day. */
const until = (day: number): History[] =>
  histories.map(({ customerId, facts }) => ({
    customerId,
    facts: facts.filter(({ atMs }) => calendar.dayOf(atMs) <= day),
  }));

describe('a backtest', () => {
  let result: BacktestResult;
  beforeAll(() => {
    result = runBacktest(request);
  }, 60_000);

  it('judges both kinds that the data have, and says what to conclude', () => {
    expect(result.kinds.map(({ kind }) => kind)).toEqual(['replenishment', 'churn']);
    for (const { verdicts, figures, rules } of result.kinds) {
      expect(verdicts.length).toBeGreaterThan(0);
      expect(figures.claims).toBeGreaterThan(50);
      expect(rules.length).toBeGreaterThan(3);
    }
  });

  it('looks at the second half of the data in steps of four weeks, and learns every quarter', () => {
    expect(result.firstDay).toBe(isoDate(FIRST_DAY));
    expect(result.steps).toHaveLength(7);
    expect(result.learnedAsOf).toEqual([result.steps[0], result.steps[4]]);
  });

  it('sends reminders, and none after the purchase', () => {
    expect(result.live.messages).toBeGreaterThan(20);
    expect(result.live.sends.map(({ afterTheFact }) => afterTheFact)).toEqual([0]);
  });

  it('accounts for every reminder that was followed by a purchase or not', () => {
    for (const sent of result.live.sends) {
      const followed = sent.leadWeeks.reduce((sum, needs) => sum + needs, 0);
      expect(followed + sent.notAgain).toBe(sent.needs);
      expect(sent.bySeen.reduce((sum, { needs }) => sum + needs, 0)).toBe(sent.needs);
    }
  });

  it('gives the same result twice', () => {
    expect(JSON.stringify(runBacktest(request))).toBe(JSON.stringify(result));
  }, 60_000);

  it('shows an example whose forecasts were made before what they foresee', () => {
    const { example } = result;
    expect(example?.forecasts.length).toBeGreaterThan(2);
    for (const each of example?.forecasts ?? []) {
      expect(each.expectedOn >= each.madeOn).toBe(true);
      expect(each.p10 <= each.expectedOn && each.expectedOn <= each.p90).toBe(true);
    }
  });

  const plan = planBacktest({ firstDay: FIRST_DAY, lastDay: FIRST_DAY + 360 });
  const unsteady = buyer({
    customerId: 'C-1',
    days: [0, 21, 64, 79, 130, 146, 170, 225, 241, 289, 301, 349],
  });
  const forecastsBy = (model: Model) => {
    const candidate = { customer: 0, productId: 'beans', errorDays: 3 };
    const models = [{ day: FIRST_DAY + 180, model }];
    return exampleOf(unsteady, candidate, 3, [], plan, models, calendar).forecasts;
  };

  it('says how people are told the chances of the example, as its models would', () => {
    const inWords = forecastsBy(defaultModel());
    expect(new Set(inWords.map(({ toldIn }) => toldIn))).toEqual(new Set(['words']));
    const inPercent = forecastsBy(modelInPercent(plan.toDay));
    expect(new Set(inPercent.map(({ toldIn }) => toldIn))).toEqual(new Set(['percent']));
    expect(new Set(inWords.map(({ probability }) => probability))).toEqual(new Set([null]));
    for (const { probability, likelihood } of inPercent) {
      expect(likelihood).toEqual(likelihoodOf(probability ?? Number.NaN));
    }
  });

  it('leaves out of the example what is the same for all customers and hardly weighs', () => {
    const told = (level: number): string[] => {
      const model = modelInPercent(plan.toDay);
      const pairs = model.pulse?.pairs;
      if (model.pulse === undefined || pairs === undefined) expect.fail('there must be a pulse');
      const beat = { ...pairs, stretches: [[7, level] satisfies [number, number]] };
      const forecasts = forecastsBy({ ...model, pulse: { ...model.pulse, pairs: beat } });
      return forecasts.flatMap(({ reasons }) => reasons);
    };
    expect(told(-0.5).join('; ')).toMatch(/all customers bought \d+ % less than foreseen/);
    expect(told(-0.05).join('; ')).not.toMatch(/all customers/);
    expect(told(-0.05).join('; ')).toMatch(/last bought/);
  });

  it('says how many messages nobody may get without consent', () => {
    const silent = histories.map(({ customerId, facts }) => ({
      customerId,
      facts: facts.filter(({ event }) => event.type === 'Order Completed'),
    }));
    const { live, notes } = runBacktest({ ...request, histories: silent, assumeConsent: false });
    expect(live.messages).toBe(0);
    expect(live.suppressed[0]?.reason).toBe('unreachable');
    expect(notes.join(' ')).toContain('--assume-consent');
  }, 60_000);

  it('leaves customers out who asked to be forgotten', () => {
    const gone: History = {
      customerId: 'C-000',
      facts: [
        ...(histories[0]?.facts ?? []),
        toFact(eventAt('C-000', 'Erasure Requested', 359, 1, {})),
      ],
    };
    const rest = histories.slice(1, 20);
    const some = runBacktest({ ...request, histories: [gone, ...rest] });
    expect(some.customers).toBe(19);
    expect(some.live.customers).toBe(19);
  }, 60_000);

  it('refuses to look back where there is nothing', () => {
    expect(() => runBacktest({ ...request, histories: [] })).toThrow(/at least one history/);
  });
});

describe('what is known on a day', () => {
  const plan = planBacktest({ firstDay: FIRST_DAY, lastDay: FIRST_DAY + 359 }, {});

  it('teaches the same model whatever happens later', () => {
    const [day = 0] = plan.learnDays;
    expect(learnAsOf(until(day), [day], calendar)).toEqual(learnAsOf(histories, [day], calendar));
  }, 60_000);

  it('gives the same probabilities whatever happens later', () => {
    const [, day = 0] = plan.steps;
    const models = learnAsOf(histories, [plan.learnDays[0] ?? 0], calendar);
    const probabilities = (given: readonly History[]): number[] => {
      const collector = collectClaims({ ...plan, steps: [day] }, models, calendar, 90);
      for (const [at, history] of given.entries()) collector.add(history, at);
      return collector
        .finish()
        .flatMap(({ claims }) => claims.map(({ probability }) => probability));
    };
    const known = probabilities(until(day));
    expect(known.length).toBeGreaterThan(50);
    expect(known).toEqual(probabilities(histories));
  }, 60_000);

  it('counts as come true what came within the horizon, and not what came a day later', () => {
    const models = learnAsOf(histories, [plan.learnDays[0] ?? 0], calendar);
    const day = FIRST_DAY + 200;
    const happened = (next: number): number[] => {
      const collector = collectClaims({ ...plan, steps: [day] }, models, calendar, 90);
      const days = [100, 120, 140, 160, 180, next];
      collector.add(buyer({ customerId: 'C-1', days }), 0);
      const found = collector.finish().find(({ kind }) => kind === 'replenishment');
      return found?.claims.map((claim) => claim.happened) ?? [];
    };
    expect(happened(214)).toEqual([1]);
    expect(happened(215)).toEqual([0]);
    expect(happened(201)).toEqual([1]);
    expect(happened(200)).toEqual([0]);
  }, 60_000);
});
