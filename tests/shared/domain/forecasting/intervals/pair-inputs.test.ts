import { describe, expect, it } from 'vitest';
import { addToPair, openPair } from '#shared/domain/customer/pair.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { customerMoment } from '#shared/domain/forecasting/intervals/customer-moment.ts';
import {
  dateInputs,
  dateWindowDays,
  KNOWN_DATE_INPUTS,
  pairWindowDays,
} from '#shared/domain/forecasting/intervals/date-inputs.ts';
import { endsWithin } from '#shared/domain/forecasting/intervals/days-until.ts';
import { DUE_INPUTS } from '#shared/domain/forecasting/intervals/due-inputs.ts';
import { dueInputs } from '#shared/domain/forecasting/intervals/due-layer.ts';
import { pairMoment } from '#shared/domain/forecasting/intervals/pair-moment.ts';
import { pairOutlook } from '#shared/domain/forecasting/intervals/pair-outlook.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { foldOf } from '../build-fold.ts';

const shipped = defaultModel();
/** Tea on four days of six, twice with milk; on day 10,040 nothing was bought first or last. */
const fold = foldOf({
  tea: [10_000, 10_020, 10_040, 10_080],
  milk: [10_010, 10_020, 10_080],
  rice: [10_070],
});
const kept = (leaves: number): Model => ({
  ...shipped,
  products: { tea: [Math.log(30), 0.7, leaves, 500] },
});
const unbounded = (leaves: number): Model => ({
  ...kept(leaves),
  due: { ...shipped.due, ranges: {} },
});
const RANGES = shipped.due.ranges ?? {};
const slowMilk: [number, number, number, number] = [Math.log(300), 0.7, 0.5, 500];
const logit = (share: number): number => Math.log(share / (1 - share));

function inputsOf(model: Model, today = 10_090, of = fold) {
  const outlook = pairOutlook(of, 'tea', model);
  if (outlook === undefined) throw new RangeError('tea was never bought');
  const moment = pairMoment(outlook, model, today);
  const customer = customerMoment(of, model, today);
  const ofDue = dueInputs(moment, customer, 14);
  const ofDates = dateInputs(outlook, customer, dateWindowDays(model));
  return {
    interval: outlook.interval,
    due: Object.fromEntries(DUE_INPUTS.map((name, at) => [name, ofDue[at]])),
    dates: Object.fromEntries(KNOWN_DATE_INPUTS.map((name, at) => [name, ofDates[at]])),
  };
}

describe('what the layers of a pair are given', () => {
  it('is nothing of a product that was never bought, whatever its name', () => {
    expect(pairOutlook(fold, 'coffee', shipped)).toBeUndefined();
    expect(pairOutlook(fold, 'constructor', shipped)).toBeUndefined();
  });

  const { interval, due, dates } = inputsOf(kept(0.6));

  it('is the time since, and how the customer buys this product and others', () => {
    expect(due).toMatchObject({
      sinceVisit: expect.closeTo(Math.log(11), 9),
      lateness: expect.closeTo(Math.log1p(10 / Math.exp(interval.mean)), 9),
      timesBought: expect.closeTo(Math.log(4), 9),
      popularity: expect.closeTo(Math.log(501), 9),
      rebuying: expect.closeTo(Math.log(8 / 3), 9),
      lastQuantity: 0,
      usualQuantity: 0,
      // Since day 10,034: days 10,070 and 10,080 are known.
      recentVisits: expect.closeTo(Math.log(3), 9),
      // Two of three products came last with it; of a visit it is 8 in 6.
      basketMates: expect.closeTo(Math.log((2 * 6) / 8), 9),
    });
  });

  it('is also squares and products of what is known', () => {
    const bought: readonly [day: number, quantity: number][] = [
      [10_000, 1],
      [10_020, 3],
      [10_040, 2],
      [10_080, 8],
    ];
    const [[first, one] = [0, 0], ...others] = bought;
    const tea = others.reduce((pair, [day, of]) => addToPair(pair, day, of), openPair(first, one));
    const { due: of } = inputsOf(unbounded(0.6), 10_090, {
      ...fold,
      pairs: { ...fold.pairs, tea },
    });
    const {
      lastQuantity = 0,
      usualQuantity = 0,
      visitSilence = 0,
      recentVisits = 0,
      lateness = 0,
    } = of;
    expect(lastQuantity).toBeCloseTo(Math.log(8 / 3.5), 9);
    expect(usualQuantity).toBeCloseTo(Math.log(3.5), 9);
    expect(of).toMatchObject({
      oddQuantity: expect.closeTo(lastQuantity ** 2, 9),
      visitBurst: expect.closeTo(recentVisits * visitSilence, 9),
      manyVisits: expect.closeTo(recentVisits ** 2, 9),
      bothLate: expect.closeTo(visitSilence * lateness, 9),
      bulkSilence: expect.closeTo(visitSilence * usualQuantity, 9),
    });
  });

  it('takes quantities up to a factor of 20 and from 0.001 to 1,000, and lateness up to ten years', () => {
    const teaOf = (...amounts: readonly number[]) => {
      const tea = amounts
        .slice(1)
        .reduce(
          (pair, of, at) => addToPair(pair, 10_020 + 20 * at, of),
          openPair(10_000, amounts[0] ?? 0),
        );
      return { ...fold, pairs: { ...fold.pairs, tea } };
    };
    const dueOf = (...amounts: readonly number[]) =>
      inputsOf(unbounded(0.6), 10_090, teaOf(...amounts)).due;
    expect(dueOf(5e3, 5e3, 5e3)['usualQuantity']).toBeCloseTo(Math.log(1_000), 9);
    expect(dueOf(500, 500, 500)['usualQuantity']).toBeCloseTo(Math.log(500), 9);
    expect(dueOf(0.01, 0.01, 0.01)['usualQuantity']).toBeCloseTo(Math.log(0.01), 9);
    expect(dueOf(1e-5, 1e-5, 1e-5)['usualQuantity']).toBeCloseTo(Math.log(0.001), 9);
    const oddest = Math.log(20);
    expect(dueOf(1, 1, 1, 1e-4)).toMatchObject({
      lastQuantity: expect.closeTo(-oddest, 9),
      oddQuantity: expect.closeTo(oddest ** 2, 9),
    });
    const latenessOn = (day: number) => inputsOf(unbounded(0.6), day).due['lateness'] ?? 0;
    expect(latenessOn(10_080 + 2_000)).toBeGreaterThan(latenessOn(10_080 + 1_000));
    expect(latenessOn(10_080 + 5_000)).toBe(latenessOn(10_080 + 3_650));
  });

  it('is, for dates, the rhythm in usual intervals of the shop', () => {
    const gaps = [20, 20, 40].map(Math.log);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / 3;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / 3;
    expect(dates).toMatchObject({
      renewal: expect.closeTo(interval.mean - shipped.intervals.mu, 9),
      purchaseShare: expect.closeTo(Math.log(4 / 6), 9),
      orderSize: expect.closeTo(Math.log(2_000 / shipped.spend.meanOrderMinor), 9),
      drift: expect.closeTo(Math.log(20) + 0.3 * Math.log(2) - mean, 3),
      scatter: expect.closeTo(Math.sqrt(variance), 3),
    });
    expect(dateWindowDays(shipped)).toBe(54);
  });

  it('is, for dates, the middle of those who come back within the window, however slow', () => {
    const { sigma2, tau2, mu } = shipped.intervals;
    const spread = Math.sqrt(sigma2 + tau2);
    const median = Math.exp((dates['renewalWithin'] ?? Number.NaN) + mu);
    const shop = { mean: interval.mean, spread, doubt: 0 };
    expect(endsWithin(shop, 0, median)).toBeCloseTo(0.5 * endsWithin(shop, 0, 54), 4);
    const slow = inputsOf({ ...shipped, products: { tea: [Math.log(3e4), 0.7, 0.5, 500] } });
    expect(slow.dates['renewal']).toBeGreaterThan(4);
    expect(Math.exp((slow.dates['renewalWithin'] ?? Number.NaN) + mu)).toBeGreaterThan(median);
    expect(Math.exp((slow.dates['renewalWithin'] ?? Number.NaN) + mu)).toBeLessThan(54);
  });

  it('looks for the next purchase within a window that follows the rhythm as far as it is kept', () => {
    const shop = (sigma2: number, between: number): Model => ({
      ...shipped,
      intervals: { ...shipped.intervals, sigma2, tau2: between / 2, omega2: between / 2 },
    });
    const { mu } = shipped.intervals;
    const regular = shop(0.01, 0.5);
    for (const days of [10, 30, 90]) {
      expect(Math.abs(pairWindowDays(Math.log(days), regular) - 1.4 * days)).toBeLessThan(3);
      expect(pairWindowDays(Math.log(days), shop(2, 0.5))).toBe(dateWindowDays(shipped));
      expect(pairWindowDays(mu, shop(0.3, 0.3))).toBe(dateWindowDays(shipped));
    }
    // Half of the variance between pairs, half of what is memoryless within them: a quarter of the way.
    const quarter = shop(Math.PI ** 2 / 12, Math.PI ** 2 / 12);
    expect(pairWindowDays(mu + Math.log(16), quarter)).toBe(
      Math.round(1.4 * Math.exp(mu + Math.log(2))),
    );
    expect(pairWindowDays(-9, regular)).toBe(7);
    expect(pairWindowDays(99, regular)).toBe(730);
  });

  it('is, for dates, the rhythm of what was bought the same day, first purchases left out', () => {
    const model = kept(0.6);
    const milk = pairOutlook(fold, 'milk', model)?.interval.mean ?? Number.NaN;
    const rhythm = (interval.mean + milk) / 2 - shipped.intervals.mu;
    expect(dates['basketRhythm']).toBeCloseTo(rhythm, 9);
    expect(customerMoment(fold, model, 10_090).basketRhythm(10_070)).toBeNaN();
    const slower = { ...model, products: { ...model.products, milk: slowMilk } };
    expect(inputsOf(slower).dates['basketRhythm']).toBeGreaterThan(rhythm + 0.1);
  });

  it('knows who buys again up to four in five, and no further than the layers have seen', () => {
    expect(due['repeatRate']).toBeCloseTo(logit(0.4), 9);
    expect(dates['repeatRate']).toBeCloseTo(logit(0.4), 9);
    for (const leaves of [0.2, 0.1, 0]) {
      expect(inputsOf(unbounded(leaves)).due['repeatRate']).toBeCloseTo(logit(0.8), 9);
      expect(inputsOf(kept(leaves)).due['repeatRate']).toBe(RANGES['repeatRate']?.[1]);
    }
    expect(inputsOf(unbounded(1)).due['repeatRate']).toBeCloseTo(logit(0.02), 9);
    expect(inputsOf(kept(1)).due['repeatRate']).toBe(RANGES['repeatRate']?.[0]);
  });

  it('goes on with silence, whatever the layers have seen', () => {
    const never: [number, number] = [0, 0];
    const ranges = Object.fromEntries(DUE_INPUTS.map((name) => [name, never]));
    const model = { ...shipped, due: { ...shipped.due, ranges } };
    const asked = (day: number) => inputsOf(model, day).due;
    for (const name of ['sinceVisit', 'visitSilence', 'lateness']) {
      expect(asked(11_000)[name]).toBeGreaterThan((asked(10_090)[name] ?? Number.NaN) + 1);
    }
    expect(asked(11_000)).toMatchObject({ timesBought: 0, rebuying: 0, basketMates: 0 });
    expect(asked(11_000)).toMatchObject({ visitBurst: 0, bothLate: 0, bulkSilence: 0 });
  });
});
