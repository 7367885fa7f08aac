import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMinorUnits } from '#shared/contracts/money.ts';

describe('toMinorUnits', () => {
  it('is exact where binary fractions are not', () => {
    for (const [amount, minor] of [
      [0.29, 29],
      [1.005, 101],
      [19.99, 1_999],
      [8.41, 841],
      [4.35, 435],
      [27.500000000000004, 2_750],
      [1e-7, 0],
      [1e3, 100_000],
      ['0019.9', 1_990],
      ['1.5e2', 15_000],
    ] as const) {
      expect(toMinorUnits(amount, 'EUR')).toBe(minor);
    }
  });

  it('reads back every whole number of minor units of every kind of currency', () => {
    const digits = { JPY: 0, EUR: 2, KWD: 3, CLF: 4 };
    fc.assert(
      fc.property(
        fc.nat({ max: 1e12 }),
        fc.constantFrom('JPY', 'EUR', 'KWD', 'CLF'),
        (minor, code) => {
          const text = String(minor).padStart(digits[code] + 1, '0');
          const point = text.length - digits[code];
          expect(toMinorUnits(`${text.slice(0, point)}.${text.slice(point)}0`, code)).toBe(minor);
          expect(toMinorUnits(minor / 10 ** digits[code], code)).toBe(minor);
        },
      ),
    );
  });

  it('says nothing about what is no amount', () => {
    for (const amount of [
      -1,
      NaN,
      Infinity,
      1e300,
      '1,50',
      '1.2.3',
      '',
      'abc',
      '0x10',
      '9'.repeat(40),
    ]) {
      expect(toMinorUnits(amount, 'EUR')).toBeUndefined();
    }
    expect(toMinorUnits(1, 'XYZ')).toBeUndefined();
    expect(toMinorUnits('1e999', 'EUR')).toBeUndefined();
  });
});
