import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Customer, emptyBook, emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { computeKpis, findFigure } from '#shared/domain/kpi/compute-kpis.ts';
import type { CustomerView } from '#shared/domain/kpi/contribution.ts';
import { COUNTERS, type Counter } from '#shared/domain/kpi/counters.ts';
import {
  addCustomer,
  emptySums,
  type KpiSums,
  kpiSums,
  mergeSums,
} from '#shared/domain/kpi/sums.ts';
import { calendarOf, dayOfIso, monthOf } from '#shared/domain/time/calendar.ts';

const today = dayOfIso('2026-03-10');
const march = monthOf(today);
const [february, january] = [march - 1, march - 2];
const berlin = calendarOf('Europe/Berlin');
const view: CustomerView = {
  heldOut: false,
  stage: 'developed',
  abcClass: 'B',
  today,
  calendar: berlin,
};

type Counts = Partial<Record<Counter, number>>;
type Months = Readonly<Record<number, Counts>>;

const coded = (months: Months): Fold['months'] =>
  Object.entries(months).map(([month, counts]) => [
    Number(month),
    Object.fromEntries(
      Object.entries(COUNTERS).flatMap(([name, code]) => {
        const amount = Object.entries(counts).find(([counter]) => counter === name)?.[1];
        return amount === undefined ? [] : [[code, amount]];
      }),
    ),
  ]);

/** A customer whose counters are given by month; those of fold and book may be mixed. */
const customer = (months: Months, settled: number[][] = []): Customer => ({
  fold: { ...emptyFold(), months: coded(months) },
  book: { ...emptyBook(), settled },
});

const sumsOf = (...customers: readonly (Customer | readonly [Customer, Partial<CustomerView>])[]) =>
  customers.reduce<KpiSums>((sums, each) => {
    const [one, change] = 'fold' in each ? [each, {}] : each;
    return addCustomer(sums, one, { ...view, ...change });
  }, emptySums());

const value = (sums: KpiSums, kpi: string, window: string) =>
  findFigure(computeKpis(sums, today), kpi, window)?.value;

describe('the five of the concept, worked out by hand', () => {
  it('satisfaction is satisfied by all rated', () => {
    const sums = sumsOf(
      customer({ [february]: { ratings: 3, satisfied: 2 } }),
      customer({ [february]: { ratings: 1, satisfied: 1 }, [march]: { ratings: 1 } }),
    );
    expect(value(sums, 'satisfaction', 'last-month')).toBe(3 / 4);
    expect(value(sums, 'satisfaction', 'this-month')).toBe(0);
    expect(value(sums, 'satisfaction', 'last-12-months')).toBe(3 / 4);
  });

  it('retention is customers at the end less new by customers at the start', () => {
    const sums = sumsOf(
      customer({ [march - 13]: { orders: 1 } }), // at the start of both windows, gone at the end
      customer({ [march - 13]: { orders: 1 }, [january]: { orders: 1 } }), // stayed
      customer({ [february]: { orders: 1, firstOrder: 1 } }), // new
      customer({ [march - 25]: { orders: 1 }, [february]: { orders: 1 } }), // back after a year
      customer({ [march - 14]: { orders: 1 }, [february]: { orders: 2 } }), // stayed over the year
      customer({}), // never bought
    );
    // At the start of the year 3 customers; at its end 4, of whom 2 are new.
    expect(value(sums, 'retention', 'last-12-months')).toBe(2 / 3);
    // At the start of February: the first, the second. At its end the second and three new.
    expect(value(sums, 'retention', 'last-month')).toBe(1 / 2);
    expect(value(sums, 'retention', 'this-month')).toBeUndefined();
  });

  it('an average order is revenue by orders', () => {
    const sums = sumsOf(
      customer({ [february]: { orders: 2, revenueMinor: 5_000, refundedMinor: 900 } }),
      customer({ [february]: { orders: 1, revenueMinor: 1_000 } }),
    );
    expect(value(sums, 'average-order', 'last-month')).toBe(2_000);
  });

  it('the positive review share is positive by all reviews', () => {
    const sums = sumsOf(customer({ [march]: { reviews: 5, positiveReviews: 4 } }));
    expect(value(sums, 'positive-reviews', 'this-month')).toBe(0.8);
  });

  it('the complaint share is complaints by customers of the last twelve months', () => {
    const sums = sumsOf(
      customer({ [february]: { complaints: 1 }, [march - 5]: { orders: 1 } }),
      customer({ [march - 11]: { orders: 1 } }),
      customer({ [march - 13]: { orders: 1 } }),
      customer({ [march - 12]: { orders: 1 } }),
    );
    expect(value(sums, 'complaint-share', 'last-month')).toBe(1 / 3);
  });
});

describe('the other figures', () => {
  it('counts a buyer as repeating after an earlier order inside or before the window', () => {
    const sums = sumsOf(
      customer({ [february]: { orders: 1, firstOrder: 1 } }),
      customer({ [february]: { orders: 2, firstOrder: 1 } }),
      customer({ [february]: { orders: 1 } }),
      customer({ [january]: { orders: 1 } }),
    );
    expect(value(sums, 'repeat-purchase-rate', 'last-month')).toBe(2 / 3);
  });

  it('takes the median of the errors and the gap of the calibration from settled forecasts', () => {
    const day = dayOfIso('2026-02-10');
    const settled = [
      [1, day, 0.75, 1, -4, 6, 1],
      [1, day, 0.75, 1, 1, 8, 1],
      [1, day, 0.75, 0], // given up: no true day
      [1, dayOfIso('2026-03-02'), 0.1, 1, 100, 100, 0],
    ];
    const sums = sumsOf(customer({}, settled), customer({}, [[1, day, 0.25, 1, 9, 1, 0]]));
    expect(value(sums, 'forecast-median-error', 'last-month')).toBe(4);
    expect(value(sums, 'plain-rule-median-error', 'last-month')).toBe(6);
    expect(value(sums, 'forecast-median-error', 'this-month')).toBe(100);
    // |2.25 - 2| in one bin and |0.25 - 1| in the other, over 4 forecasts.
    expect(value(sums, 'forecast-calibration-gap', 'last-month')).toBeCloseTo(0.25, 12);
  });

  it('leaves a forecast whose day never came out of the interval coverage', () => {
    const sums = sumsOf(customer({ [february]: { forecasts: 4, dated: 3, insideInterval: 3 } }));
    expect(value(sums, 'forecast-interval-coverage', 'last-month')).toBe(1);
  });

  it('measures skill as the part of the plain rule’s error that is avoided', () => {
    const sums = sumsOf(customer({ [february]: { errorDays: 6, plainErrorDays: 8, dated: 2 } }));
    expect(value(sums, 'forecast-skill', 'last-month')).toBe(0.25);
  });

  it('counts stages and classes and what is known of customers', () => {
    const reachable = customer({ [march]: { orders: 1, revenueMinor: 300 } });
    const sums = sumsOf(
      [{ ...reachable, fold: { ...reachable.fold, reachable: ['sms'], locale: 'en' } }, {}],
      [
        customer({ [february]: { orders: 1, revenueMinor: 1_000, refundedMinor: 100 } }),
        { abcClass: 'A', stage: 'dormant' },
      ],
    );
    expect(value(sums, 'stage-developed', 'now')).toBe(1);
    expect(value(sums, 'stage-lost', 'now')).toBe(0);
    expect(value(sums, 'class-a', 'now')).toBe(1);
    expect(value(sums, 'class-a-revenue-share', 'now')).toBe(0.75);
    expect(value(sums, 'data-completeness', 'now')).toBe(2 / 8);
  });

  it('tells the age of the newest event in days', () => {
    const stale = customer({});
    const key = `${String(Date.parse('2026-03-07T09:00:00Z')).padStart(15, '0')}#o-1`;
    const sums = sumsOf({ ...stale, fold: { ...stale.fold, recent: [key] } }, customer({}));
    expect(value(sums, 'data-age', 'now')).toBe(3);
    expect(value(sumsOf(customer({})), 'data-age', 'now')).toBeNull();
  });

  it('an event of the shop’s own day is of that day, whatever the day in UTC', () => {
    const stale = customer({});
    const key = `${String(Date.parse('2026-03-10T00:30:00+01:00')).padStart(15, '0')}#o-1`;
    const sums = sumsOf({ ...stale, fold: { ...stale.fold, recent: [key] } });
    expect(value(sums, 'data-age', 'now')).toBe(0);
  });

  it('leaves out whoever asked to be erased', () => {
    const erased = customer({ [february]: { ratings: 1, satisfied: 1, decided: 1 } });
    const sums = sumsOf({ ...erased, fold: { ...erased.fold, erased: true } });
    expect(sums).toEqual({ ...emptySums(), today });
  });
});

describe('the effect of reminders', () => {
  const decidedIn = (heldOut: boolean, buys: boolean) =>
    [
      customer({ [february]: { decided: 3, ...(buys ? { orders: 2, revenueMinor: 4_000 } : {}) } }),
      { heldOut },
    ] as const;
  const groups = sumsOf(
    ...Array.from({ length: 80 }, (_, index) => decidedIn(false, index < 40)),
    ...Array.from({ length: 20 }, (_, index) => decidedIn(true, index < 5)),
    customer({ [february]: { orders: 9, revenueMinor: 999_999 } }), // nothing decided: in no group
  );

  it('compares customers, not orders, of both groups', () => {
    expect(value(groups, 'reminder-effect-buyers', 'last-month')).toBeCloseTo(0.5 - 0.25, 12);
    expect(value(groups, 'reminder-effect-revenue', 'last-month')).toBeCloseTo(2_000 - 1_000, 9);
    expect(value(groups, 'incremental-revenue', 'last-month')).toBeCloseTo(80_000, 9);
  });

  it('comes with bounds around it', () => {
    const effect = findFigure(computeKpis(groups, today), 'incremental-revenue', 'last-month');
    expect(effect?.low).toBeLessThan(80_000);
    expect(effect?.high).toBeGreaterThan(80_000);
  });

  it('is too early to tell without a control group', () => {
    const alone = sumsOf(...Array.from({ length: 80 }, () => decidedIn(false, true)));
    expect(value(alone, 'reminder-effect-buyers', 'last-month')).toBeNull();
  });
});

it('says too early to say, and never NaN, of a shop without customers', () => {
  const figures = computeKpis(emptySums(), today);
  expect(figures.length).toBeGreaterThan(40);
  for (const { value: told, ...figure } of figures) expect(told, figure.kpi).toBeNull();
});

it('refuses sums of another day', () => {
  expect(() => computeKpis(sumsOf(customer({})), today + 1)).toThrow(RangeError);
  const tomorrow = sumsOf([customer({}), { today: today + 1 }]);
  expect(() => mergeSums(sumsOf(customer({})), tomorrow)).toThrow(RangeError);
});

const someMonths = fc.dictionary(
  fc.integer({ min: march - 26, max: march }).map(String),
  fc.record(
    Object.fromEntries(
      Object.keys(COUNTERS).map((counter) => [counter, fc.integer({ min: 0, max: 1_000 })]),
    ),
    { requiredKeys: [] },
  ),
);
const someSettled = fc.array(
  fc.tuple(
    fc.constant(1),
    fc.integer({ min: today - 400, max: today }),
    fc.integer({ min: 0, max: 8 }).map((eighths) => eighths / 8),
    fc.constantFrom(0, 1),
    fc.integer({ min: -500, max: 500 }),
    fc.integer({ min: -500, max: 500 }),
  ),
  { maxLength: 8 },
);
const someone = fc.record({
  months: someMonths,
  settled: someSettled,
  heldOut: fc.boolean(),
  abcClass: fc.constantFrom('A' as const, 'B' as const, 'C' as const),
});

it('gives the same sums however the customers are split over segments', () => {
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 12 }), fc.nat(12), (people, cut) => {
      const all = people.map(
        ({ months, settled, heldOut, abcClass }) =>
          [customer(months, settled), { heldOut, abcClass }] as const,
      );
      const merged = mergeSums(sumsOf(...all.slice(cut)), sumsOf(...all.slice(0, cut)));
      expect(merged).toEqual(sumsOf(...all));
      expect(kpiSums.parse(JSON.parse(JSON.stringify(merged)))).toEqual(merged);
    }),
  );
});

it('tells finite figures, shares of a part between 0 and 1, and effects inside their bounds', () => {
  fc.assert(
    fc.property(fc.array(someone, { maxLength: 60 }), (people) => {
      const all = people.map(
        ({ months, settled, heldOut, abcClass }) =>
          [customer(months, settled), { heldOut, abcClass }] as const,
      );
      for (const figure of computeKpis(sumsOf(...all), all.length > 0 ? today : 0)) {
        if (figure.value === null) continue;
        expect(Number.isFinite(figure.value)).toBe(true);
        if (['retention', 'repeat-purchase-rate'].includes(figure.kpi)) {
          expect(figure.value).toBeGreaterThanOrEqual(0);
          expect(figure.value).toBeLessThanOrEqual(1);
        }
        if (figure.low !== undefined) expect(figure.low).toBeLessThan(figure.value);
        if (figure.high !== undefined) expect(figure.high).toBeGreaterThan(figure.value);
      }
    }),
    { numRuns: 50 },
  );
});

it('stays under 50 KB with every counter, month and bin in use', () => {
  const everyCounter = Object.fromEntries(
    Object.keys(COUNTERS).map((counter) => [counter, 123_456_789]),
  );
  const months = Object.fromEntries(
    Array.from({ length: 25 }, (_, back) => [march - back, everyCounter]),
  );
  const settled = Array.from({ length: 4_000 }, (_, index) => [
    1,
    today - (index % 300),
    (index % 100) / 100,
    1,
    index % 400,
    index % 397,
    1,
  ]);
  const sums = sumsOf([customer(months, settled), {}], [customer(months), { heldOut: true }]);
  expect(JSON.stringify(sums).length).toBeLessThan(50_000);
});
