import { expect, test } from 'vitest';
import { daysAgo, inDays } from '#shared/domain/forecasting/days-in-words.ts';

test('one day is not said as several', () => {
  expect([0, 1, 2].map(daysAgo)).toEqual(['today', 'yesterday', '2 days ago']);
  expect([1, 2].map(inDays)).toEqual(['1 day', '2 days']);
});
