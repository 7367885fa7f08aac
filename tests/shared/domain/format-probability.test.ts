import { expect, it } from 'vitest';
import { formatProbability } from '#shared/domain/format-probability.ts';

it('tells a probability in whole percent, and does not round it to certainty', () => {
  const probabilities = [1, 0.9999, 0.995, 0.9949, 0.724, 0.0051, 0.005, 0.0049, 1e-9, 0];
  expect(probabilities.map(formatProbability)).toEqual([
    '100 %',
    'over 99 %',
    'over 99 %',
    '99 %',
    '72 %',
    '1 %',
    '1 %',
    'under 1 %',
    'under 1 %',
    '0 %',
  ]);
});
