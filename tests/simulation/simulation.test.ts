import { describe, expect, it } from 'vitest';
import { runSeed } from './run-seed.ts';

const SEEDS = 2_000;
const PER_TEST = 500;

describe('the pipeline in a world that repeats, reorders, delays and crashes', () => {
  const firsts = Array.from({ length: SEEDS / PER_TEST }, (_none, nth) => 1 + nth * PER_TEST);

  it.each(firsts)('breaks no rule in the %i. seed and those after it', async (first) => {
    const broken: string[] = [];
    let sent = 0;
    for (let seed = first; seed < first + PER_TEST; seed += 1) {
      const result = await runSeed(seed);
      sent += result.sent;
      broken.push(...result.violations.map((violation) => `seed ${seed}: ${violation}`));
    }
    expect(broken).toEqual([]);
    expect(sent).toBeGreaterThan(PER_TEST / 4);
  });

  it('tells the same story for the same seed', async () => {
    expect(await runSeed(7, 'no-claim')).toEqual(await runSeed(7, 'no-claim'));
  });
});
