import { describe, expect, it } from 'vitest';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { FAULT_CODES_KEPT, SENSORS_KEPT } from '#shared/domain/customer/asset-signals.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { type Asset, fold as foldSchema } from '#shared/domain/customer/state.ts';
import { calendarOf, dayOfIso } from '#shared/domain/time/calendar.ts';

const START = dayOfIso('2026-01-01');
type Happening = readonly [day: number, type: string, properties: object];

/** The asset after what happened to it, so many days after the first of January. */
function assetAfter(happenings: readonly Happening[], registration: object = {}): Asset {
  const registered: Happening = [0, 'Product Registered', { productId: 'pump', ...registration }];
  const facts = [registered, ...happenings].map(([day, type, properties], at) => {
    const occurredAt = new Date((START + day) * 86_400_000 + at).toISOString();
    const metadata = { id: `e${at}`, occurredAt };
    const given = { type, metadata, customerId: 'c', properties: { assetId: 'a', ...properties } };
    return toFact(inboundEvent.parse(given));
  });
  const { assets } = foldHistory(facts, calendarOf('UTC'));
  return assets['a'] ?? expect.fail('the asset was not kept');
}

describe('faults of an asset', () => {
  it('are counted on their last day and fade over 3, 10 and 30 days', () => {
    const fault = (day: number): Happening => [day, 'Fault Reported', { code: 'E1' }];
    const [last, onLast, three = 0, ten = 0, thirty = 0] =
      assetAfter([fault(1), fault(4), fault(4)]).faults?.['E1'] ?? [];
    expect([last, onLast]).toEqual([START + 4, 2]);
    expect(three).toBeCloseTo(2 + Math.exp(-1), 3);
    expect(ten).toBeCloseTo(2 + Math.exp(-0.3), 3);
    expect(thirty).toBeCloseTo(2 + Math.exp(-0.1), 3);
  });

  it('are kept of the codes heard of last', () => {
    const many = Array.from(
      { length: FAULT_CODES_KEPT + 3 },
      (_, at): Happening => [at, 'Fault Reported', { code: `E${at}` }],
    );
    const codes = Object.keys(assetAfter(many).faults ?? {});
    expect(codes).toHaveLength(FAULT_CODES_KEPT);
    expect(codes).not.toContain('E2');
    expect(codes).toContain(`E${FAULT_CODES_KEPT + 2}`);
  });
});

describe('the condition of an asset', () => {
  const report = (day: number, values: object, meterValue?: number): Happening => [
    day,
    'Condition Reported',
    { values, ...(meterValue === undefined ? {} : { meterValue }) },
  ];

  it('is kept as a fast and a slow mean of each sensor, plain until the reports are enough', () => {
    const { condition, readings } = assetAfter([report(1, { t: 10 }, 5), report(2, { t: 20 }, 9)]);
    expect(condition).toEqual({ day: START + 2, meter: 9, sensors: { t: [2, 15, 15] } });
    expect(readings.at(-1)).toEqual([START + 2, 9]);
    const steady = Array.from({ length: 100 }, (_, at) => report(at, { t: at < 60 ? 0 : 1 }));
    const [reports, fast = 0, slow = 0] = assetAfter(steady).condition?.sensors['t'] ?? [];
    expect(reports).toBe(100);
    expect(fast).toBeCloseTo(1 - 0.9 ** 40, 4);
    expect(slow).toBeCloseTo(1 - 0.98 ** 40, 4);
  });

  it('is kept of so many sensors, and begins anew when the whole asset failed', () => {
    const wide = Object.fromEntries(
      Array.from({ length: SENSORS_KEPT + 5 }, (_, at) => [`s${at}`, at]),
    );
    expect(Object.keys(assetAfter([report(1, wide)]).condition?.sensors ?? {})).toHaveLength(
      SENSORS_KEPT,
    );
    const failed: Happening = [2, 'Service Completed', { cause: 'failure' }];
    const part: Happening = [2, 'Service Completed', { cause: 'failure', component: 'seal' }];
    expect(assetAfter([report(1, { t: 1 }), failed]).condition).toBeUndefined();
    expect(assetAfter([report(1, { t: 1 }), part]).condition).toBeDefined();
  });
});

describe('spells of a component', () => {
  const service = (day: number, cause: 'planned' | 'failure' = 'planned'): Happening => [
    day,
    'Service Completed',
    { component: 'seal', cause },
  ];

  it('begin with the first service when the asset was not new', () => {
    expect(assetAfter([service(20)]).components['seal']?.spells).toEqual([20]);
    const old = assetAfter([service(20), service(50)], { builtOn: '2020-05-01', model: 'X' });
    expect(old.components['seal']?.spells).toEqual([30]);
    expect(old).toMatchObject({ model: 'X', built: dayOfIso('2020-05-01') });
  });

  it('are all counted although only the newest are kept in full', () => {
    const many = Array.from({ length: 15 }, (_, at) =>
      service(10 * (at + 1), at < 2 ? 'failure' : 'planned'),
    );
    const { spells = [], older } = assetAfter(many).components['seal'] ?? {};
    expect(spells).toHaveLength(12);
    expect(older).toEqual([3, 2, 30, 300]);
  });

  it('are watched from the first fault or failure on', () => {
    expect(assetAfter([service(20)]).watched).toBeUndefined();
    expect(assetAfter([service(20), service(30, 'failure')]).watched).toBe(START + 30);
  });

  it('are read from states that know nothing of faults, condition or older spells', () => {
    const before = {
      product: 'pump',
      since: 1,
      readings: [],
      components: { '': { last: 3, spells: [2] } },
    };
    expect(foldSchema.shape.assets.parse({ a: before })).toEqual({ a: before });
  });
});
