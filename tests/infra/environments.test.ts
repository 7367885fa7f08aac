import { expect, test } from 'vitest';
import {
  allEnvironments,
  type Environments,
  environmentOf,
  parseEnvironments,
} from '#shared/config/environments.ts';

/** The environments as they are with one value of prod replaced. */
function withProd(change: (prod: Environments['prod']) => unknown): unknown {
  const all = allEnvironments();
  return { ...all, prod: change(all.prod) };
}

test('the three environments are valid, and only dev can be thrown away', () => {
  expect(['dev', 'staging', 'prod'].map((name) => environmentOf(name).retainData)).toEqual([
    false,
    true,
    true,
  ]);
});

test.each([
  [
    'a misspelt setting',
    withProd((prod) => ({ ...prod, dawnSegment: 2 })),
    /dawnSegment.*\n.*prod/,
  ],
  [
    'a wrong share',
    withProd((prod) => ({ ...prod, shop: { ...prod.shop, holdoutShare: 5 } })),
    /prod\.shop\.holdoutShare/,
  ],
  [
    'a wrong account',
    withProd((prod) => ({ ...prod, account: '123' })),
    /12 digits[\s\S]*prod\.account/,
  ],
  [
    'a wrong retention',
    withProd((prod) => ({ ...prod, logRetentionDays: 8 })),
    /prod\.logRetentionDays/,
  ],
  [
    'a case that closes above where it opens',
    withProd((prod) => ({
      ...prod,
      shop: { ...prod.shop, risk: { ...prod.shop.risk, close: 0.9 } },
    })),
    /below risk\.open[\s\S]*prod\.shop\.risk\.close/,
  ],
])('%s is refused with its path', (_name, given, message) => {
  expect(() => parseEnvironments(given)).toThrow(message);
});
