import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { ASSETS_KEPT, READINGS_KEPT } from '#shared/domain/customer/apply-asset-event.ts';
import { customerAfter, eventOf, TODAY } from '#tests/builders/customer.ts';

const registered = (daysAgo: number, assetId = 'm', more: object = {}) =>
  eventOf('Product Registered', daysAgo, { assetId, productId: 'espresso-9', ...more });
const of =
  (type: string) =>
  (daysAgo: number, more: object = {}) =>
    eventOf(type, daysAgo, { assetId: 'm', ...more });
const [read, serviced, scheduled, transferred] = [
  of('Meter Reading Recorded'),
  of('Service Completed'),
  of('Service Scheduled'),
  of('Product Transferred'),
] as const;
const assetsOf = (...events: readonly InboundEvent[]) => customerAfter(events).fold.assets;
const dayAgo = (daysAgo: number) => new Date((TODAY - daysAgo) * 86_400_000).toISOString();

describe('what a customer owns', () => {
  it('is what was registered, and what is told anew replaces what was told before', () => {
    const first = registered(90, 'm', { serviceIntervalDays: 365, model: 'a' });
    const again = registered(30, 'm', { serviceIntervalMeter: 500, meterUnit: 'cups' });
    expect(assetsOf(first, read(60, { value: 5 }), again)['m']).toEqual({
      product: 'espresso-9',
      since: TODAY - 90,
      readings: [[TODAY - 60, 5]],
      components: {},
      everyDays: 365,
      everyMeter: 500,
      unit: 'cups',
      model: 'a',
    });
  });

  it('is gone once it is another’s', () => {
    expect(assetsOf(registered(90), transferred(3))).toEqual({});
  });

  it('is among those registered last, of those of one day the later by name', () => {
    const many = Array.from({ length: ASSETS_KEPT }, (_, nth) => registered(90, `m-${nth + 100}`));
    expect(Object.keys(assetsOf(...many))).toHaveLength(ASSETS_KEPT);
    const kept = Object.keys(assetsOf(...many, registered(30, 'a')));
    expect(kept).toHaveLength(ASSETS_KEPT);
    expect(kept).not.toContain('m-100');
    expect(kept).toEqual(expect.arrayContaining(['a', 'm-101']));
  });
});

describe('a meter', () => {
  it('is remembered by its first reading and its newest, one a day', () => {
    const events = [60, 50, 40, 30, 20, 10].map((daysAgo) =>
      read(daysAgo, { value: 100 - daysAgo }),
    );
    const { m } = assetsOf(registered(90), ...events, read(10, { value: 95 }));
    expect(m?.readings).toEqual([
      [TODAY - 60, 40],
      [TODAY - 40, 60],
      [TODAY - 30, 70],
      [TODAY - 20, 80],
      [TODAY - 10, 95],
    ]);
    expect(m?.readings).toHaveLength(1 + READINGS_KEPT);
  });

  it('never runs backwards', () => {
    const { m } = assetsOf(registered(90), read(9, { value: 50 }), read(5, { value: 49 }));
    expect(m?.readings).toEqual([[TODAY - 9, 50]]);
    const { m: same } = assetsOf(registered(90), read(9, { value: 50 }), read(5, { value: 50 }));
    expect(same?.readings).toHaveLength(2);
  });
});

describe('a service', () => {
  const booked = scheduled(20, { scheduledFor: dayAgo(5) });

  it('is booked until it was done on that day or later', () => {
    expect(assetsOf(registered(90), booked)['m']?.booked).toBe(TODAY - 5);
    const done = (daysAgo: number) =>
      assetsOf(registered(90), booked, serviced(daysAgo, { cause: 'planned' }))['m']?.booked;
    expect(done(6)).toBe(TODAY - 5);
    expect(done(5)).toBeUndefined();
    expect(done(4)).toBeUndefined();
  });

  it('closes a spell, a failure with its sign and half a day at least', () => {
    const { m } = assetsOf(
      registered(90),
      serviced(50, { cause: 'planned' }),
      serviced(30, { cause: 'failure' }),
      serviced(30, { cause: 'failure', meterValue: 7 }),
    );
    expect(m?.components['']).toEqual({ last: TODAY - 30, lastMeter: 7, spells: [40, -20, -0.5] });
    expect(m?.readings).toEqual([[TODAY - 30, 7]]);
    expect(m?.watched).toBe(TODAY - 30);
  });

  it('of a part that was used when it was registered closes no spell, the next one does', () => {
    const used = registered(90, 'm', { builtOn: dayAgo(200).slice(0, 10) });
    const first = serviced(50, { cause: 'planned', component: 'pump' });
    const second = serviced(30, { cause: 'planned', component: 'pump' });
    expect(assetsOf(used, first)['m']?.components['pump']?.spells).toEqual([]);
    expect(assetsOf(used, first, second)['m']?.components['pump']?.spells).toEqual([20]);
  });

  it('of something unknown changes nothing', () => {
    expect(assetsOf(serviced(50, { cause: 'planned' }))).toEqual({});
  });
});
