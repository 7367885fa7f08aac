import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { gapQuantile } from '#shared/domain/forecasting/intervals/days-until.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { missedDay, reminderDay } from '#shared/domain/forecasting/reminder-day.ts';
import {
  forecastAllReplenishments,
  forecastReplenishment,
} from '#shared/domain/forecasting/replenishment.ts';
import { foldOf, rhythmOf } from './build-fold.ts';

const shipped = defaultModel();
/** A shop that knows its coffee: bought every 30 days, one in five stops after the first time. */
const taught: Model = {
  ...shipped,
  version: 'taught',
  customers: 500,
  intervals: { ...shipped.intervals, sigma2: 0.05, tau2: 0.1, kappaProduct: 1.25 },
  products: { coffee: [Math.log(30), 0.05, 0.2, 200] },
};

describe('a forecast of replenishment', () => {
  it('follows the customer who keeps a rhythm', () => {
    const fold = foldOf({ coffee: rhythmOf(10_000, 20, 8) });
    const forecast = forecastReplenishment(fold, 'coffee', taught, 10_140);
    expect(forecast.anchorDay).toBe(10_140);
    expect(forecast.plainDay).toBe(10_160);
    expect(forecast.expectedDay).toBeGreaterThan(10_158);
    expect(forecast.expectedDay).toBeLessThan(10_165);
    expect(forecast.evidence).toBe('enough');
    expect(forecast.modelVersion).toBe('taught');
    expect(forecast.reasons.map(({ text }) => text)).toContain(
      'usually buys it every 20 days (8 purchases)',
    );
  });

  it('takes the product for the customer after one purchase', () => {
    const fold = foldOf({ coffee: [10_000] });
    const forecast = forecastReplenishment(fold, 'coffee', taught, 10_000);
    expect(forecast.expectedDay).toBe(10_030);
    expect(forecast.evidence).toBe('thin');
    expect(forecast.plainDay).toBeUndefined();
  });

  it('says in a word how likely the product is bought again at all, and in a number to machines', () => {
    const fold = foldOf({ coffee: [10_000] });
    const said = (leaves: number) =>
      forecastReplenishment(
        fold,
        'coffee',
        { ...taught, products: { coffee: [Math.log(30), 0.05, leaves, 200] } },
        10_000,
      ).reasons.filter(({ code }) => code === 'returns');
    expect(said(0.2)).toMatchObject([{ text: 'likely to buy it again at all', value: 0.8 }]);
    expect(said(0.8)).toMatchObject([{ text: 'unlikely to buy it again at all', value: 0.2 }]);
  });

  it('says that it is too early after one purchase of a product nobody knows', () => {
    const fold = foldOf({ tea: [10_000] });
    const forecast = forecastReplenishment(fold, 'tea', taught, 10_010);
    expect(forecast.evidence).toBe('none');
    expect(forecast.expectedDay).toBeUndefined();
    expect(reminderDay(fold, 'tea', taught, 3)).toBeUndefined();
    expect(missedDay(fold, 'tea', taught)).toBeUndefined();
  });

  it('says by how much it is later than usual, as the date that is expected now lies ahead', () => {
    const fold = foldOf({ coffee: [10_000] });
    const said = (today: number) =>
      forecastReplenishment(fold, 'coffee', taught, today).reasons.filter(
        ({ code }) => code === 'late',
      );
    expect(said(10_030)).toEqual([]);
    expect(said(10_042)).toEqual([{ code: 'late', text: '12 days later than usual', value: 12 }]);
    expect(forecastReplenishment(fold, 'coffee', taught, 10_042).expectedDay).toBeGreaterThan(
      10_042,
    );
  });

  it('keeps an overdue date ahead of today and the interval in order', () => {
    const fold = foldOf({ coffee: rhythmOf(10_000, 20, 8) });
    for (const today of [10_140, 10_150, 10_165, 10_200, 10_400]) {
      const {
        expectedDay = 0,
        p10Day = 0,
        p90Day = 0,
      } = forecastReplenishment(fold, 'coffee', taught, today);
      expect(p10Day).toBeGreaterThanOrEqual(today);
      expect(expectedDay).toBeGreaterThanOrEqual(p10Day);
      expect(p90Day).toBeGreaterThanOrEqual(expectedDay);
    }
  });

  it('stands by the expected day until it has passed', () => {
    const fold = foldOf({ coffee: rhythmOf(10_000, 20, 8) });
    const expectedOn = (today: number): number =>
      forecastReplenishment(fold, 'coffee', taught, today).expectedDay ?? 0;
    const first = expectedOn(10_140);
    expect(expectedOn(10_150)).toBe(first);
    expect(expectedOn(first - 1)).toBeLessThanOrEqual(first + 1);
    expect(expectedOn(first + 1)).toBeGreaterThan(first + 3);
  });

  it('holds a long overdue pair for dying, not for due', () => {
    const fold = foldOf({ coffee: rhythmOf(10_000, 20, 8) });
    const due = forecastReplenishment(fold, 'coffee', taught, 10_155).probability;
    const dying = forecastReplenishment(fold, 'coffee', taught, 10_400).probability;
    expect(due).toBeGreaterThan(0.7);
    expect(dying).toBeLessThan(0.05);
  });

  it('gives probabilities between 0 and 1 for any history', () => {
    const history = fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        history,
        fc.nat(2_000),
        fc.integer({ min: 1, max: 400 }),
        (days, wait, horizon) => {
          const sorted = [...new Set(days)].sort((a, b) => a - b);
          const fold = foldOf({ coffee: sorted, tea: sorted.slice(0, 1) });
          const today = (sorted.at(-1) ?? 0) + wait;
          for (const model of [taught, shipped]) {
            for (const { probability } of forecastAllReplenishments(fold, model, today, horizon)) {
              expect(probability).toBeGreaterThanOrEqual(0);
              expect(probability).toBeLessThanOrEqual(1);
            }
          }
        },
      ),
    );
  });

  it('expects more of a longer horizon', () => {
    const fold = foldOf({ coffee: [10_000, 10_025, 10_060] });
    const chances = [3, 7, 20, 60].map(
      (days) => forecastReplenishment(fold, 'coffee', taught, 10_070, days).probability,
    );
    expect(chances).toEqual([...chances].sort((a, b) => a - b));
    expect(new Set(chances).size).toBe(4);
  });

  it('says the same of one product as of all together', () => {
    const fold = foldOf({ coffee: [10_000, 10_025, 10_060], tea: [10_000, 10_060] });
    expect(forecastAllReplenishments(fold, taught, 10_070)).toEqual([
      forecastReplenishment(fold, 'coffee', taught, 10_070),
      forecastReplenishment(fold, 'tea', taught, 10_070),
    ]);
  });

  it('expects nothing of a product that was wholly returned', () => {
    const fold = foldOf({}, { pairs: { coffee: [10_000, 0] } });
    const forecast = forecastReplenishment(fold, 'coffee', taught, 10_010);
    expect(forecast).toMatchObject({ probability: 0, evidence: 'none' });
    expect(reminderDay(fold, 'coffee', taught, 3)).toBeUndefined();
  });

  it('refuses unknown products and days that are none', () => {
    const fold = foldOf({ coffee: [10_000] });
    expect(() => forecastReplenishment(fold, 'tea', taught, 10_010)).toThrow(RangeError);
    expect(() => forecastReplenishment(fold, 'constructor', taught, 10_010)).toThrow(RangeError);
    expect(() => forecastReplenishment(fold, 'coffee', taught, Number.NaN)).toThrow(RangeError);
    expect(() => forecastReplenishment(fold, 'coffee', taught, 10_010, 0)).toThrow(RangeError);
    expect(() => reminderDay(fold, 'coffee', taught, Number.NaN)).toThrow(RangeError);
  });
});

describe('the day of a reminder', () => {
  it('comes before the expected day by more than the lead, and missed comes after it', () => {
    const fold = foldOf({ coffee: rhythmOf(10_000, 30, 6) });
    const { expectedDay = 0 } = forecastReplenishment(fold, 'coffee', taught, 10_150);
    expect(reminderDay(fold, 'coffee', taught, 3)).toBeLessThan(expectedDay - 3);
    expect(missedDay(fold, 'coffee', taught)).toBeGreaterThan(expectedDay);
  });

  it('does not exist where too few come back', () => {
    const once: Model = { ...taught, products: { sofa: [Math.log(300), 0.05, 0.97, 200] } };
    expect(reminderDay(foldOf({ sofa: [10_000] }), 'sofa', once, 3)).toBeUndefined();
  });
});

describe('a quantile of a gap', () => {
  const interval = { mean: Math.log(30), spread: 0.4, doubt: 0.1 };

  it('is the closed form from the purchase on', () => {
    expect(gapQuantile(interval, 0.5)).toBeCloseTo(30, 10);
    expect(gapQuantile(interval, 0.9)).toBeCloseTo(30 * Math.exp(0.4 * 1.2815515655446004), 8);
  });

  it('stays finite long after the last doubt is gone', () => {
    expect(gapQuantile(interval, 0.5, 3_000)).toBeLessThanOrEqual(3_650);
    expect(() => gapQuantile(interval, Number.NaN)).toThrow(RangeError);
  });
});
