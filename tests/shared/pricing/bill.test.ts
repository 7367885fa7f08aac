import { describe, expect, it } from 'vitest';
import { billOf } from '#shared/pricing/bill.ts';
import { countsOf } from '#shared/pricing/counts.ts';
import { inventoryOf } from '#shared/pricing/inventory.ts';
import { total } from '#shared/pricing/line.ts';
import { pricesOf } from '#shared/pricing/prices.ts';
import { usualMonth } from '#shared/pricing/usual-month.ts';

const [counts, prices, held] = [countsOf(), pricesOf(), inventoryOf()];
const billBy = (by: 'bus' | 'http', customers = 1_000_000, events = 10_000_000) =>
  billOf(usualMonth({ customers, events, by }), counts, prices, held);

describe('the promise on the price', () => {
  it('is US$4.00 at most for a million events over the bus', () => {
    expect(billBy('bus').usdPerMillionEvents).toBeLessThanOrEqual(4);
  });

  it('is US$2.70 at most for a million events over HTTP, ten in a request', () => {
    expect(billBy('http').usdPerMillionEvents).toBeLessThanOrEqual(2.7);
  });

  it('is under US$12.00 a month for an environment in which nothing happens', () => {
    expect(billBy('bus').usdIdle).toBeLessThan(12);
  });
});

describe('the bill', () => {
  it('adds up to its lines', () => {
    const bill = billBy('bus');
    const { taking, keeping, telling, idle, working, byChoice } = bill;
    expect(
      total([...taking, ...keeping, ...telling, ...idle, ...working, ...byChoice]),
    ).toBeCloseTo(bill.usdMonth, 9);
  });

  it('is a fraction of what the usual way costs', () => {
    const { usdPerMillionEvents, naiveUsdPerMillionEvents } = billBy('bus');
    expect(naiveUsdPerMillionEvents).toBeGreaterThan(4 * usdPerMillionEvents);
  });

  it('costs a million events no more in a larger shop', () => {
    const small = billBy('bus').usdPerMillionEvents;
    expect(billBy('bus', 10_000_000, 100_000_000).usdPerMillionEvents).toBeLessThanOrEqual(small);
  });

  it('has a trace of the first run in each second, and of a twentieth of the others', () => {
    const traces = (events: number): number => {
      const month = usualMonth({ customers: 1_000, events, by: 'bus' });
      const lines = billOf({ ...month, isTraced: true }, counts, prices, held).byChoice;
      return lines.find(({ what }) => what === 'traces')?.amount ?? 0;
    };
    expect(traces(1_000)).toBeGreaterThan(990);
    expect(traces(1_000)).toBeLessThanOrEqual(1_000);
    const seconds = 30 * 86_400;
    const events = 1e10;
    expect(traces(events)).toBeCloseTo(seconds + (events - seconds) / 20, -3);
  });

  it('has no line for the bus where events come over HTTP', () => {
    const lines = billBy('http').taking.map(({ what }) => what);
    expect(lines).not.toContain('events on the bus');
  });

  it('has a price that nobody gave refused by its name', () => {
    expect(() => pricesOf({ ...prices, perGb: { ...prices.perGb, logsTaken: 0 } })).toThrow(
      'logsTaken',
    );
  });
});
