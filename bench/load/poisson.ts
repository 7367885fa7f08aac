import type { Random } from '#local/demo/random.ts';

/** How many come where `mean` do on average. Large means by the normal approximation. */
export function poisson(random: Random, mean: number): number {
  if (mean === 0) return 0;
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  let count = 0;
  for (let product = random.uniform(); product > Math.exp(-mean); product *= random.uniform())
    count += 1;
  return count;
}
