import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { spillTo } from '#shared/importing/spill.ts';
import { temporaryFolder } from '#tests/builders/temporary-folder.ts';

const folder = temporaryFolder('spill-');

it('gives back all of one key in one partition, in the order it was added, on disk or not', async () => {
  const spill = spillTo(join(folder, 'large'), 4);
  const long = 'x'.repeat(1_000);
  const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
  for (let nth = 0; nth < 200; nth += 1) {
    for (const key of keys) await spill.add(key, `${key} ${nth} ${long}`);
  }
  expect(existsSync(join(folder, 'large'))).toBe(true);
  const partitions = await Promise.all([0, 1, 2, 3].map((partition) => spill.read(partition)));
  expect(partitions.flat()).toHaveLength(200 * keys.length);
  for (const key of keys) {
    const holding = partitions.filter((texts) => texts.some((text) => text.startsWith(`${key} `)));
    expect(holding).toHaveLength(1);
    const theirs = holding[0]?.filter((text) => text.startsWith(`${key} `));
    expect(theirs?.map((text) => Number(text.split(' ')[1]))).toEqual(
      Array.from({ length: 200 }, (_, nth) => nth),
    );
  }
  await spill.close();
  expect(existsSync(join(folder, 'large'))).toBe(false);
});

it('never touches the disk for little', async () => {
  const spill = spillTo(join(folder, 'small'), 2);
  await spill.add('a', 'one');
  await spill.add('a', 'two');
  expect((await Promise.all([spill.read(0), spill.read(1)])).flat()).toEqual(['one', 'two']);
  expect(existsSync(join(folder, 'small'))).toBe(false);
  await spill.close();
});
