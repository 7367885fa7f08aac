import { expect, test } from 'vitest';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';

const reason = (code: string, text: string, value: number) => ({ code, text, value });

test('a few percent are told of the customer, not of all customers alike', () => {
  const reasons = [
    reason('silence', 'usually comes every 7 days, last came 3 days ago', 3),
    reason('pulse', 'all bought 3 % less', -3),
    reason('season', 'such customers come 40 % less often now', -40),
    reason('complaint', 'a complaint open for 1 day', 1),
  ];
  expect(toldReasons(reasons)).toEqual([
    'usually comes every 7 days, last came 3 days ago',
    'such customers come 40 % less often now',
    'a complaint open for 1 day',
  ]);
});
