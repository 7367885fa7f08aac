import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { wholeNumber } from '#cli/option-values.ts';

test('a whole number may set off its thousands', () => {
  const read = wholeNumber();
  expect(['7', '20000', '20_000', '1,000,000'].map(read)).toEqual([7, 20_000, 20_000, 1_000_000]);
});

test.each(['', '0', '-1', '1.5', '1e3', '0x10', '1,5', '20 000', 'NaN', '9'.repeat(20)])(
  '%j is no whole number from 1 on',
  (text) => {
    expect(() => wholeNumber()(text)).toThrow(InvalidArgumentError);
  },
);

test('both bounds are allowed, and said where something lies beyond them', () => {
  const read = wholeNumber({ least: 0, most: 5_000 });
  expect([read('0'), read('5000')]).toEqual([0, 5_000]);
  expect(() => read('5001')).toThrow('It must be a whole number from 0 to 5,000.');
});
