import { expect, test } from 'vitest';
import { areCostsFresh } from '../../../docs/generate-cost.ts';

test('the bills of docs/cost.md are what counts and prices give; if not, run npm run docs', () => {
  expect(areCostsFresh()).toBe(true);
});
