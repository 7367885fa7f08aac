import { describe, expect, it } from 'vitest';
import { overdueProducts } from '#shared/domain/forecasting/churn/overdue-products.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { foldOf, rhythmOf } from '../build-fold.ts';

const shipped = defaultModel();
/** Coffee every 20 days and filters every 60, both known as bought steadily by everybody. */
const model = {
  ...shipped,
  intervals: { ...shipped.intervals, tau2: 0.05 },
  products: {
    coffee: [Math.log(20), 0.1, 0.05, 50] satisfies [number, number, number, number],
    filters: [Math.log(60), 0.1, 0.05, 50] satisfies [number, number, number, number],
  },
};
const customer = foldOf({ coffee: rhythmOf(10_000, 20, 10), filters: rhythmOf(10_000, 60, 4) });
const LAST = 10_180;

describe('overdue products', () => {
  it('says nothing while all that is usual may still last', () => {
    expect(overdueProducts(customer, model, LAST + 15)).toBeUndefined();
  });

  it('counts what is past its own ninety per cent day', () => {
    const some = overdueProducts(customer, model, LAST + 45);
    const all = overdueProducts(customer, model, LAST + 140);
    expect(some?.text).toBe('1 of 2 usual products are overdue');
    expect(all?.text).toBe('2 of 2 usual products are overdue');
    expect(all?.value).toBeGreaterThan(some?.value ?? 0);
  });

  it('adds to what silence says', () => {
    const blind = { ...model, signals: { ...model.signals, overdueProducts: 0 } };
    const seen = forecastChurn(customer, model, LAST + 140);
    expect(seen.reasons.map(({ code }) => code)).toEqual([
      'silence',
      'overdue-products',
      'spending',
    ]);
    expect(seen.probability).toBeGreaterThan(
      forecastChurn(customer, blind, LAST + 140).probability,
    );
  });

  it('does not count what the customer had given up before the last visit', () => {
    const switched = foldOf({
      coffee: rhythmOf(10_000, 20, 20),
      filters: [10_000, 10_060, 10_120],
    });
    expect(overdueProducts(switched, model, 10_380 + 45)?.text).toBe(
      'the usual product is overdue',
    );
  });

  it('keeps silent about products that are not bought steadily', () => {
    expect(overdueProducts(customer, shipped, LAST + 400)).toBeUndefined();
  });
});
