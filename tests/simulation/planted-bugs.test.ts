import { describe, expect, it } from 'vitest';
import { BUGS } from './planted-bugs.ts';
import { runSeed } from './run-seed.ts';

const SEEDS = 1_000;

describe('the simulation', () => {
  it.each(BUGS)('catches the planted bug %s', async (bug) => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { violations } = await runSeed(seed, bug);
      if (violations.length > 0) return;
    }
    expect.fail(`none of ${SEEDS} seeds noticed ${bug}`);
  });
});
