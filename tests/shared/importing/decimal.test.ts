import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  detectDecimalMark,
  plainNumber,
  roundHalfAway,
  shifted,
} from '#shared/importing/decimal.ts';

describe('the decimal mark of a file', () => {
  it.each([
    [['12,5'], 'comma'],
    [['12,50 €'], 'comma'],
    [['1,2345'], 'comma'],
    [['1.234,567'], 'comma'],
    [['1,234'], 'point'],
    [['12.50'], 'point'],
    [['1,234.56'], 'point'],
    [['12', '12,5'], 'comma'],
    [[], 'point'],
  ] as const)('of %j is the %s', (values, mark) => {
    expect(detectDecimalMark(values)).toBe(mark);
  });
});

describe('a number in a file', () => {
  it.each([
    ['1234.56', 'point', '1234.56'],
    ['1,234.56', 'point', '1234.56'],
    ['-1,234,567', 'point', '-1234567'],
    ['€ 1 234.5', 'point', '1234.5'],
    ['.5', 'point', '.5'],
    ['1.234,56', 'comma', '1234.56'],
    ['1.234', 'comma', '1234'],
    ['12,5', 'comma', '12.5'],
    ['12', 'comma', '12'],
    ["1'234.50 $", 'point', '1234.50'],
  ] as const)('%s with a %s is %s', (text, mark, plain) => {
    expect(plainNumber(text, mark)).toBe(plain);
  });

  it.each([
    ['', 'point'],
    ['-', 'point'],
    ['twelve', 'point'],
    ['1,23', 'point'],
    ['12,34,567', 'point'],
    ['1.2.3', 'point'],
    ['12.5', 'comma'],
  ] as const)('is not %j with a %s', (text, mark) => {
    expect(plainNumber(text, mark)).toBeUndefined();
  });
});

it('is shifted without the error of a multiplication', () => {
  expect(shifted('1.005', 2)).toBe(100.5);
  expect(shifted('-8.2', 2)).toBe(-820);
});

it('is rounded so that a refund mirrors its purchase', () => {
  expect([0.5, -0.5, 1.4, -1.5, -0.2].map(roundHalfAway)).toEqual([1, -1, 1, -2, 0]);
  fc.assert(
    fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
      expect(roundHalfAway(-value) + roundHalfAway(value)).toBe(0);
    }),
  );
});
