import { expect, it } from 'vitest';
import { riskHorizonDays } from '#shared/domain/deciding/risk-horizon.ts';
import { bought, customerAfter } from '#tests/builders/customer.ts';

const horizonAfter = (...daysAgo: number[]): number =>
  riskHorizonDays(customerAfter(daysAgo.map((ago) => bought(ago))).fold, 90);

it('takes three own gaps where the customer comes more rarely than the shop looks ahead', () => {
  expect(horizonAfter(250, 150, 50)).toBe(300);
  expect(horizonAfter(150, 50)).toBe(300);
});

it('takes the horizon of the shop for those who come often, or came once', () => {
  expect(horizonAfter(30, 20, 10)).toBe(90);
  expect(horizonAfter(10)).toBe(90);
});

it('looks ahead a year at most', () => {
  expect(horizonAfter(1_000, 500, 1)).toBe(365);
});
