import { expect, test } from 'vitest';
import { untilAccepted } from '#shared/runtime/until-accepted.ts';

/** Something that refuses as many items as told, request by request, and then none. */
function refusing(...counts: number[]) {
  const offered: string[][] = [];
  const pauses: number[] = [];
  return {
    offered,
    pauses,
    attempt: async (items: readonly string[]): Promise<readonly string[]> => {
      offered.push([...items]);
      return items.slice(0, counts.shift() ?? 0);
    },
    pause: async (milliseconds: number): Promise<void> => {
      pauses.push(milliseconds);
    },
  };
}

test('what is accepted at once is offered once, without a pause', async () => {
  const { attempt, pause, offered, pauses } = refusing();
  expect(await untilAccepted(['a', 'b'], attempt, pause)).toEqual([]);
  expect(offered).toEqual([['a', 'b']]);
  expect(pauses).toEqual([]);
});

test('only what was refused is offered again, after a pause that doubles', async () => {
  const { attempt, pause, offered, pauses } = refusing(2, 1);
  expect(await untilAccepted(['a', 'b', 'c'], attempt, pause)).toEqual([]);
  expect(offered).toEqual([['a', 'b', 'c'], ['a', 'b'], ['a']]);
  expect(pauses).toEqual([50, 100]);
});

test('after five attempts it answers what is still refused', async () => {
  const { attempt, pause, offered } = refusing(2, 2, 2, 2, 2, 2);
  expect(await untilAccepted(['a', 'b', 'c'], attempt, pause)).toEqual(['a', 'b']);
  expect(offered).toHaveLength(5);
});

test('a failed attempt is the failure of the whole', async () => {
  const attempt = async (): Promise<readonly string[]> => {
    throw new Error('no connection');
  };
  await expect(untilAccepted(['a'], attempt)).rejects.toThrow('no connection');
});
