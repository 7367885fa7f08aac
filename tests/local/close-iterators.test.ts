import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { closeIterators } from '#local/close-iterators.ts';

it('gives the iterators of the embedded database the name under which they are ended', async () => {
  closeIterators();
  const requireOfDynalite = createRequire(createRequire(import.meta.url).resolve('dynalite'));
  const { AbstractKeyIterator, AbstractValueIterator } = requireOfDynalite('abstract-level');
  for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator]) {
    let closed = 0;
    await prototype.return.call({ close: async () => (closed += 1) });
    expect(closed).toBe(1);
  }
});
