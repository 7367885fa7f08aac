import { expect, it } from 'vitest';
import { count } from '#shared/domain/kpi/counters.ts';

it('adds to the counter of a month and keeps the months in order', () => {
  const months = count(count(count([], 10, 'orders'), 9, 'orders'), 10, 'orders', 2);
  expect(months).toEqual([
    [9, { o: 1 }],
    [10, { o: 3 }],
  ]);
});

it('keeps thirteen months in full and of twelve more the number of orders', () => {
  const first = count(count([], 0, 'orders'), 0, 'revenueMinor', 500);
  expect(count(first, 12, 'orders')[0]).toEqual([0, { o: 1, r: 500 }]);
  expect(count(first, 13, 'orders')[0]).toEqual([0, { o: 1 }]);
  expect(count(first, 24, 'orders')[0]).toEqual([0, { o: 1 }]);
  expect(count(first, 25, 'orders')).toEqual([[25, { o: 1 }]]);
});

it('forgets a month without orders after thirteen', () => {
  expect(count(count([], 0, 'sent'), 13, 'sent')).toEqual([[13, { S: 1 }]]);
});

it('does not change the months it was given', () => {
  const before = count([], 0, 'orders');
  count(before, 0, 'orders');
  expect(before).toEqual([[0, { o: 1 }]]);
});
