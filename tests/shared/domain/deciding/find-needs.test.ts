import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import type { Book } from '#shared/domain/customer/state.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { findNeeds, NEEDS_PER_DAWN, OPEN_DECISIONS } from '#shared/domain/deciding/find-needs.ts';
import {
  bought,
  contextAt,
  customerAfter,
  eventOf,
  identified,
  regularBuyer,
  TODAY,
} from '#tests/builders/customer.ts';
import { modelInPercent } from '#tests/builders/told-in-percent.ts';
import { coffee } from '#tests/functions/deliver/due-customer.ts';

const needsOf = (events: readonly InboundEvent[], book: Partial<Book> = {}, daysLater = 0) =>
  findNeeds(customerAfter(events, book), contextAt(daysLater)).map(([, decision]) => decision);
const subjects = (events: readonly InboundEvent[], book: Partial<Book> = {}) =>
  needsOf(events, book).map(({ subject }) => subject);
/** Bought every 24 days, the last one so many days ago. */
const rhythm = (productId: string, lastAgo: number) =>
  [144, 120, 96, 72, 48, 24, 0].map((earlier) => bought(lastAgo + earlier, productId));

describe('what a customer should hear about', () => {
  it('is decided with its dates in order, its probability and until when it makes sense', () => {
    const [need] = needsOf(regularBuyer());
    if (need === undefined) expect.fail('nothing is due');
    expect(need).toMatchObject({
      kind: 'replenishment',
      subject: 'beans',
      anchor: TODAY - 24,
      decidedMs: contextAt().nowMs,
      status: 'held',
      spent: 7 * 1_500,
    });
    expect(need.probability).toBeGreaterThan(0.1);
    expect(need.probability).toBeLessThan(1);
    expect(need.p10).toBeLessThanOrEqual(need.expected);
    expect(need.expected).toBeLessThanOrEqual(need.p90);
    expect(need.reasons.length).toBeGreaterThan(0);
    for (const day of [need.p10, need.p90, need.expires, need.horizon]) {
      expect(Number.isInteger(day)).toBe(true);
    }
  });

  it('keeps whether a number would hold on the day it was decided', () => {
    const decidedBy = (changes: Partial<DecideContext>) =>
      findNeeds(customerAfter(regularBuyer(), {}), { ...contextAt(), ...changes }).map(
        ([, { toldIn }]) => toldIn,
      );
    expect(decidedBy({})).toEqual(['words']);
    expect(decidedBy({ model: modelInPercent(TODAY) })).toEqual([undefined]);
  });

  it('is not what was declined, until the day on which that is over', () => {
    const declinedUntil = (day: number) =>
      subjects(regularBuyer(), { asked: { 'declined:replenishment:beans': day } });
    expect(declinedUntil(TODAY + 1)).toEqual([]);
    expect(declinedUntil(TODAY)).toEqual(['beans']);
  });

  it('is not what was settled for the same purchase although it never happened', () => {
    const settledFor = (anchor: number) =>
      subjects(regularBuyer(), { asked: { 'replenishment:beans': anchor } });
    expect(settledFor(TODAY - 24)).toEqual([]);
    expect(settledFor(TODAY - 48)).toEqual(['beans']);
  });

  it('is no more than the book has room for', () => {
    const open = (count: number): Book['decisions'] =>
      Object.fromEntries(Array.from({ length: count }, (_, nth) => [`d-${nth}`, coffee()]));
    const events = [...regularBuyer(), ...rhythm('filters', 24)];
    expect(subjects(events, { decisions: open(OPEN_DECISIONS - 2) })).toHaveLength(2);
    expect(subjects(events, { decisions: open(OPEN_DECISIONS - 1) })).toHaveLength(1);
    expect(subjects(events, { decisions: open(OPEN_DECISIONS) })).toEqual([]);
    expect(subjects(events, { decisions: open(OPEN_DECISIONS + 1) })).toEqual([]);
  });

  it('is the most pressing first, and no more of it than one dawn takes up', () => {
    const products = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const events = products.flatMap((product, nth) => rhythm(product, 27 - nth));
    const needs = needsOf([identified(), ...events]);
    expect(needs).toHaveLength(NEEDS_PER_DAWN);
    const probabilities = needs.map(({ probability }) => probability);
    expect(probabilities).toEqual(probabilities.toSorted((one, other) => other - one));
  });

  it('of two alike is the one that is expected earlier, then the one with the smaller id', () => {
    const events = [...rhythm('b', 24), ...rhythm('a', 24)];
    const found = findNeeds(customerAfter([identified(), ...events]), contextAt());
    const ids = found.map(([id]) => id);
    expect(ids).toHaveLength(2);
    expect(ids).toEqual(ids.toSorted());
  });

  it('is over when most of those who come back have come', () => {
    expect(needsOf(regularBuyer(), {}, 200)).toEqual([]);
  });
});

describe('a service that is due', () => {
  const machine = eventOf('Product Registered', 360, {
    assetId: 'machine-1',
    productId: 'espresso-9',
    serviceIntervalDays: 365,
  });
  const scheduled = (daysAgo: number) =>
    eventOf('Service Scheduled', 10, {
      assetId: 'machine-1',
      scheduledFor: new Date((TODAY - daysAgo) * 86_400_000).toISOString(),
    });

  it('is told within the lead, once for each service before it', () => {
    expect(needsOf([identified(), machine])).toMatchObject([
      { kind: 'maintenance', subject: 'machine-1', anchor: TODAY - 360 },
    ]);
    expect(needsOf([identified(), machine], {}, -30)).toEqual([]);
    const asked = { 'maintenance:machine-1': TODAY - 360 };
    expect(needsOf([identified(), machine], { asked })).toEqual([]);
  });

  it('is not told while it is booked', () => {
    expect(needsOf([identified(), machine, scheduled(0)])).toEqual([]);
    expect(needsOf([identified(), machine, scheduled(1)])).toHaveLength(1);
  });
});
