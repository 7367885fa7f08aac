import { expect, test } from 'vitest';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';

const reason = (code: string, text: string, contribution?: number) => ({
  code,
  text,
  value: 1,
  ...(contribution === undefined ? {} : { contribution }),
});

test('what hardly weighs is told of the customer, not of all customers alike', () => {
  const reasons = [
    reason('silence', 'usually comes every 7 days', 0.02),
    reason('pulse', 'all bought 3 % less', 0.03),
    reason('season', 'such customers come more often now', -0.4),
    reason('complaint', 'a complaint open for 15 days'),
  ];
  expect(toldReasons(reasons)).toEqual([
    'usually comes every 7 days',
    'such customers come more often now',
    'a complaint open for 15 days',
  ]);
});
