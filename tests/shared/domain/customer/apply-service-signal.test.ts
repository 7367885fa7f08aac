import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { COMPLAINTS_KEPT } from '#shared/domain/customer/apply-service-signal.ts';
import { customerAfter, eventOf, TODAY } from '#tests/builders/customer.ts';

const foldOf = (...events: readonly InboundEvent[]) => customerAfter(events).fold;
/** What was counted, over all months. */
const counted = (...events: readonly InboundEvent[]) => {
  const sums: Record<string, number> = {};
  for (const [, amounts] of foldOf(...events).months) {
    for (const [code, amount] of Object.entries(amounts)) sums[code] = (sums[code] ?? 0) + amount;
  }
  return sums;
};
const opened = (daysAgo: number, complaintId = 'k', severity = 'normal') =>
  eventOf('Complaint Opened', daysAgo, { complaintId, severity });

describe('a complaint', () => {
  it('is open from its day until it is resolved, and the last one stays known', () => {
    const resolved = eventOf('Complaint Resolved', 3, { complaintId: 'k', handlingMinutes: 25 });
    expect(foldOf(opened(9, 'k', 'high'))).toMatchObject({
      complaints: { k: TODAY - 9 },
      lastComplaint: [TODAY - 9, 3],
    });
    const fold = foldOf(opened(9, 'k', 'low'), opened(8, 'other'), resolved);
    expect(fold.complaints).toEqual({ other: TODAY - 8 });
    expect(counted(opened(9), resolved)).toEqual({ c: 1, d: 1, h: 25, i: 1 });
  });

  it('is one of the newest that are remembered', () => {
    const many = Array.from({ length: COMPLAINTS_KEPT + 2 }, (_, nth) =>
      opened(100 - nth, `k-${nth}`),
    );
    const { complaints } = foldOf(...many);
    expect(Object.keys(complaints)).toHaveLength(COMPLAINTS_KEPT);
    expect(complaints).not.toHaveProperty('k-1');
    expect(complaints).toHaveProperty('k-2');
  });
});

it('counts a contact with support, and its minutes where they are known', () => {
  const contacted = (properties: object) => eventOf('Support Contacted', 3, properties);
  expect(counted(contacted({}))).toEqual({ u: 1 });
  expect(counted(contacted({ handlingMinutes: 0 }), contacted({ handlingMinutes: 9 }))).toEqual({
    u: 2,
    h: 9,
    i: 2,
  });
});

describe('a rating', () => {
  it.each([
    [{ rating: 4 }, { q: 1, s: 1 }, 0.8],
    [{ rating: 3.9 }, { q: 1 }, 0.78],
    [{ rating: 8, maximum: 10 }, { q: 1, s: 1 }, 0.8],
    [{ rating: 7 }, { q: 1, s: 1 }, 1],
  ])('of %j counts as %j', (properties, counts, share) => {
    const rated = eventOf('Satisfaction Rated', 3, properties);
    expect(counted(rated)).toEqual(counts);
    expect(foldOf(rated).lastRating).toEqual([TODAY - 3, share]);
  });

  it('in a review is counted as a review', () => {
    const review = (rating: number) => eventOf('Review Submitted', 3, { rating });
    expect(counted(review(5), review(1))).toEqual({ v: 2, p: 1 });
    expect(foldOf(review(1)).lastRating).toEqual([TODAY - 3, 0.2]);
  });
});

it('remembers activity that fades within a month and within three', () => {
  const events = [
    eventOf('Product Viewed', 30, { productId: 'beans' }),
    eventOf('Products Searched', 0, {}),
  ];
  expect(foldOf(...events.slice(0, 1)).activity).toEqual([TODAY - 30, 1, 1]);
  expect(foldOf(...events).activity).toEqual([TODAY, 1.368, 1.717]);
});
