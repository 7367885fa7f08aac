import { expect, it } from 'vitest';
import { inParallel } from '#shared/runtime/in-parallel.ts';

/** Work that ends when it is told to, in whatever order. */
function heldBack() {
  const begun: string[] = [];
  const ends = new Map<string, { done(answer: string): void; fail(error: Error): void }>();
  const work = (item: string): Promise<string> => {
    begun.push(item);
    return new Promise((done, fail) => {
      ends.set(item, { done, fail });
    });
  };
  return { begun, work, end: (item: string) => ends.get(item) };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it('begins no more than the given number at once and answers in the order of the items', async () => {
  const { begun, work, end } = heldBack();
  const answers = inParallel(['a', 'b', 'c'], 2, work);
  expect(begun).toEqual(['a', 'b']);
  end('b')?.done('B');
  await turn();
  expect(begun).toEqual(['a', 'b', 'c']);
  end('c')?.done('C');
  end('a')?.done('A');
  expect(await answers).toEqual(['A', 'B', 'C']);
});

it('begins nothing after a failure, and fails once what was begun has ended', async () => {
  const { begun, work, end } = heldBack();
  let ended = false;
  const answers = inParallel(['a', 'b', 'c'], 2, work).finally(() => {
    ended = true;
  });
  end('a')?.fail(new Error('first'));
  await turn();
  expect({ begun, ended }).toEqual({ begun: ['a', 'b'], ended: false });
  end('b')?.fail(new Error('second'));
  await expect(answers).rejects.toThrow('first');
});

it('has nothing to do for no items', async () => {
  expect(await inParallel([], 4, () => Promise.reject(new Error('never asked')))).toEqual([]);
});
