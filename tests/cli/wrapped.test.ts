import { expect, it } from 'vitest';
import { wrapped, wrappedAfter } from '#cli/wrapped.ts';

it('keeps every word, and one longer than the line whole', () => {
  expect(wrapped('a bb ccc dddddddddd e', '  ', 8)).toEqual([
    '  a bb',
    '  ccc',
    '  dddddddddd',
    '  e',
  ]);
  expect(wrapped('   ')).toEqual([]);
});

it('goes on under a label where the text began', () => {
  const text = `${'word '.repeat(20)}end`;
  const [first, second, ...more] = wrappedAfter('model:   ', text);
  expect(first).toMatch(/^model: {3}word .*word$/);
  expect(second).toMatch(/^ {9}word .*end$/);
  expect(more).toEqual([]);
  expect(wrappedAfter('- ', '')).toEqual(['- ']);
});
