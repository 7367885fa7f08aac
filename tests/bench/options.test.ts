import { describe, expect, test } from 'vitest';
import { benchOptions } from '#bench/options.ts';

const NAMES = ['fold', 'track'];

describe('options of the bench', () => {
  test('nothing said means every measure in full', () => {
    expect(benchOptions([], NAMES)).toMatchObject({ only: [], quick: false, json: undefined });
  });

  test('several measures may be picked', () => {
    expect(benchOptions(['--only', 'fold', '--only', 'track'], NAMES).only).toEqual(NAMES);
  });

  test('a measure that does not exist is refused with those that do', () => {
    expect(() => benchOptions(['--only', 'fodl'], NAMES)).toThrow(
      'there is no measure fodl; there are fold, track',
    );
  });

  test('a misspelt option is refused', () => {
    expect(() => benchOptions(['--compair', 'x'], NAMES)).toThrow('--compair');
  });
});
