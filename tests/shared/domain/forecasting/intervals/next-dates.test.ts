import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { customerMoment } from '#shared/domain/forecasting/intervals/customer-moment.ts';
import {
  dateWindowDays,
  pairWindowDays,
} from '#shared/domain/forecasting/intervals/date-inputs.ts';
import { endsWithin, gapQuantile } from '#shared/domain/forecasting/intervals/days-until.ts';
import {
  dateLayerOf,
  type NextGap,
  nextGap,
  nextGapQuantile,
} from '#shared/domain/forecasting/intervals/next-dates.ts';
import { pairOutlook } from '#shared/domain/forecasting/intervals/pair-outlook.ts';
import type { DateLayer } from '#shared/domain/forecasting/model/pairs.ts';
import { type Model, model } from '#shared/domain/forecasting/model.ts';
import {
  expectedGapDays,
  forecastAllReplenishments,
  forecastReplenishment,
} from '#shared/domain/forecasting/replenishment.ts';
import { normalCdf, normalQuantile } from '#shared/domain/forecasting/statistics/normal.ts';
import { foldOf, seeded } from '../build-fold.ts';
import { arbitraryFold } from './arbitrary-fold.ts';

const shipped = defaultModel();
const often = foldOf({ tea: [10_000, 10_020, 10_055, 10_080], milk: [10_020, 10_080] });
const outlook = pairOutlook(often, 'tea', shipped);
if (outlook === undefined) throw new RangeError('tea was never bought');

describe('dates', () => {
  it('lie in order and never before today, whatever the history and however long ago', () => {
    fc.assert(
      fc.property(arbitraryFold, fc.nat(6_000), ({ fold, lastDay }, wait) => {
        const today = lastDay + wait;
        for (const forecast of forecastAllReplenishments(fold, shipped, today)) {
          const { evidence, expectedDay = -1, p10Day = -1, p90Day = -1 } = forecast;
          if (evidence === 'none') {
            expect([expectedDay, p10Day, p90Day]).toEqual([-1, -1, -1]);
            continue;
          }
          expect(p10Day).toBeGreaterThanOrEqual(today);
          expect(expectedDay).toBeGreaterThanOrEqual(p10Day);
          expect(p90Day).toBeGreaterThanOrEqual(expectedDay);
        }
      }),
    );
  });

  it('stay ahead of a day more than ten years after the last purchase', () => {
    const today = 10_080 + 4_000;
    for (const fold of [often, foldOf({ tea: [10_080 - 30, 10_080] })]) {
      const { p10Day } = forecastReplenishment(fold, 'tea', taught(0.3, 0.1), today);
      expect(p10Day).toBeGreaterThanOrEqual(today);
    }
  });

  it('are the last purchase plus the expected gap, rounded, and 10 % of what is left at least', () => {
    fc.assert(
      fc.property(arbitraryFold, fc.nat(400), ({ fold, lastDay }, wait) => {
        for (const forecast of forecastAllReplenishments(fold, shipped, lastDay + wait)) {
          const { subject, anchorDay, expectedDay, p10Day = 0 } = forecast;
          const gap = expectedGapDays(fold, subject, shipped, lastDay + wait);
          const day = gap === undefined ? undefined : anchorDay + Math.round(gap);
          expect(expectedDay).toBe(day === undefined ? undefined : Math.max(day, p10Day));
        }
      }),
    );
    expect(expectedGapDays(often, 'unheard of', shipped, 10_090)).toBeUndefined();
    expect(() => expectedGapDays(often, 'tea', shipped, Number.NaN)).toThrow(RangeError);
  });

  it('of what is bought once a year beside coffee every month are a year ahead', () => {
    const months = Array.from({ length: 49 }, (_, at) => 10_000 + at * 30);
    const years = [10_000, 10_365, 10_730, 11_095, 11_440];
    const fold = foldOf({ coffee: months, filter: years });
    const { sigma2, tau2 } = { sigma2: 0.05, tau2: 0.4 };
    const regular: Model = {
      ...shipped,
      intervals: { ...shipped.intervals, mu: Math.log(35), sigma2, tau2, kappaProduct: 0.5 },
    };
    const days = (product: string) => expectedGapDays(fold, product, regular, 11_440) ?? 0;
    expect(days('filter')).toBeGreaterThan(270);
    expect(days('filter')).toBeLessThan(450);
    expect(days('coffee')).toBeLessThan(45);
  });

  it('hold four in five purchases of customers whose days in between are log-normal', () => {
    const [sigma2, tau2] = [0.3, 0.1];
    const random = seeded(11);
    const normal = (variance: number): number => Math.sqrt(variance) * normalQuantile(random());
    let [held, before] = [0, 0];
    const pairs = 2_000;
    for (let pair = 0; pair < pairs; pair += 1) {
      const mean = Math.log(100) + normal(tau2);
      const gapOf = (): number => Math.max(Math.round(Math.exp(mean + normal(sigma2))), 1);
      const days = [10_000];
      for (let gap = 0; gap < pair % 8; gap += 1) days.push((days.at(-1) ?? 0) + gapOf());
      const last = days.at(-1) ?? 0;
      const next = last + gapOf();
      const fold = foldOf({ tea: days });
      const {
        p10Day = 0,
        p90Day = 0,
        expectedDay = 0,
      } = forecastReplenishment(fold, 'tea', taught(sigma2, tau2), last);
      if (next >= p10Day && next <= p90Day) held += 1;
      if (next < expectedDay) before += 1;
    }
    expect(held / pairs).toBeGreaterThan(0.77);
    expect(held / pairs).toBeLessThan(0.83);
    expect(before / pairs).toBeGreaterThan(0.46);
    expect(before / pairs).toBeLessThan(0.54);
  });

  it('are those of the layer that ships with a stored model that has none', () => {
    const { dates: _, ...rest } = shipped;
    const stored = model.parse(rest);
    expect(dateLayerOf(stored)).toEqual(dateLayerOf(shipped));
    expect(forecastReplenishment(often, 'tea', stored, 10_090)).toEqual(
      forecastReplenishment(often, 'tea', shipped, 10_090),
    );
  });

  it('refuse a layer that wants an input nobody knows', () => {
    const layer = dateLayerOf(shipped);
    const moon: [number, number] = [1, 0];
    const dates = { ...layer, inputs: { ...layer.inputs, phaseOfTheMoon: moon } };
    expect(() => forecastReplenishment(often, 'tea', { ...shipped, dates }, 10_090)).toThrow(
      /phaseOfTheMoon/,
    );
  });
});

describe('the layer of dates', () => {
  const layer = dateLayerOf(shipped);
  const expected = (dates: DateLayer): number =>
    expectedGapDays(often, 'tea', { ...shipped, dates }, 10_080) ?? Number.NaN;
  const alone = (name: string, weight: number): DateLayer => ({
    ...layer,
    intercept: 0,
    inputs: { [name]: [weight, 0] },
    ranges: {},
  });

  it('goes no further than what it was learned from', () => {
    // The customer orders for 10.00, of which the shop's mean order is some multiple.
    const asked = Math.log(expected(alone('orderSize', 1))) - shipped.intervals.mu;
    expect(asked).toBeLessThan(-0.2);
    const [least, most] = [asked + 0.1, asked - 0.1];
    const within = (range: [number, number]): number =>
      Math.log(expected({ ...alone('orderSize', 1), ranges: { orderSize: range } }));
    expect(within([least, 5])).toBeCloseTo(least + shipped.intervals.mu, 9);
    expect(within([-5, most])).toBeCloseTo(most + shipped.intervals.mu, 9);
    expect(within([-5, 5])).toBeCloseTo(asked + shipped.intervals.mu, 9);
  });

  it('looks within the window of the shop when it was learned by a version that did', () => {
    const { windowFollowsPair, ...rest } = alone('renewalWithin', 1);
    expect(windowFollowsPair).toBe(true);
    const customer = customerMoment(often, shipped, 10_080);
    const windowOf = (dates: DateLayer): number | undefined =>
      nextGap(outlook, { ...customer, model: { ...shipped, dates } })?.windowDays;
    expect(windowOf(rest)).toBe(dateWindowDays(shipped));
    // Tea is bought more often than is usual in the shop.
    expect(windowOf({ ...rest, windowFollowsPair: true })).toBe(
      pairWindowDays(outlook.interval.mean, shipped),
    );
    expect(pairWindowDays(outlook.interval.mean, shipped)).toBeLessThan(dateWindowDays(shipped));
    expect(expected(rest)).toBeGreaterThan(expected({ ...rest, windowFollowsPair: true }));
  });

  it('still says what a layer of before says, which asks for the renewal and its scatter', () => {
    const mean = outlook.interval.mean - shipped.intervals.mu;
    const before = { ...alone('renewal', 0.5), intercept: 0.25 };
    expect(Math.log(expected(before))).toBeCloseTo(0.25 + 0.5 * mean + shipped.intervals.mu, 9);
    expect(expected(alone('scatter', 1))).toBeGreaterThan(Math.exp(shipped.intervals.mu));
  });
});

describe('a quantile of the gap that runs', () => {
  const gap: NextGap = { median: Math.log(30), spreadBelow: 0.8, spreadAbove: 0.4, windowDays: 60 };
  const quantile = (theta: number, elapsed = 0): number =>
    nextGapQuantile(gap, outlook, theta, elapsed);

  it('has the spread of its side of the median', () => {
    expect(quantile(0.5)).toBe(Math.exp(Math.log(30)));
    expect(quantile(0.1)).toBeCloseTo(30 * Math.exp(-1.2815515655446004 * 0.8), 8);
    expect(quantile(0.9)).toBeCloseTo(30 * Math.exp(1.2815515655446004 * 0.4), 8);
  });

  it('leaves out those who are back by now', () => {
    const gone = normalCdf(Math.log(20 / 30) / 0.8);
    const half = 0.4 * normalQuantile(gone + 0.5 * (1 - gone));
    expect(quantile(0.5, 20)).toBeCloseTo(30 * Math.exp(half), 8);
    expect(quantile(0.5, 20)).toBeGreaterThan(30);
    expect(quantile(0.1, 20)).toBeGreaterThan(20);
  });

  it('is that of the renewal within a window from now, once the median has passed', () => {
    const { interval } = outlook;
    for (const elapsed of [31, 45, 200]) {
      const half = quantile(0.5, elapsed);
      const inWindow = endsWithin(interval, elapsed, gap.windowDays);
      expect(endsWithin(interval, elapsed, half - elapsed)).toBeCloseTo(0.5 * inWindow, 6);
      expect(quantile(1 - 1e-9, elapsed)).toBeCloseTo(elapsed + gap.windowDays, 3);
    }
    expect(quantile(0.5, 4_000)).toBeGreaterThanOrEqual(4_000);
  });

  it('is the renewal where there is no layer', () => {
    expect(nextGapQuantile(undefined, outlook, 0.3, 12)).toBe(
      gapQuantile(outlook.interval, 0.3, 12),
    );
  });
});

/** A shop in which tea is bought every 100 days with these variances within and between customers. */
function taught(sigma2: number, tau2: number): Model {
  const kappaProduct = sigma2 / tau2;
  return {
    ...shipped,
    intervals: { ...shipped.intervals, sigma2, tau2, kappaProduct, kappaCustomer: 1e9 },
    products: { tea: [Math.log(100), sigma2, 0.2, 500] },
  };
}
