import type { Judged } from './judged.ts';
import { tally } from './judged.ts';

/** Keeps the logarithm of a certain forecast that was wrong finite. */
const CLIP = 1e-12;

/**
 * Mean squared difference between probability and outcome, 0 (perfect) to 1. Source: Brier 1950.
 * Undefined when there is no row. @throws RangeError when a score is no probability.
 */
export const brierScore = (judged: Judged): number | undefined =>
  meanLoss(judged, (probability, happened) => (probability - happened) ** 2);

/**
 * Mean negative natural logarithm of the probability given to what came true, clipped to 1e-12.
 * Undefined when there is no row. @throws RangeError when a score is no probability.
 */
export const logLoss = (judged: Judged): number | undefined =>
  meanLoss(judged, (probability, happened) => {
    const clipped = Math.min(Math.max(probability, CLIP), 1 - CLIP);
    return -(happened * Math.log(clipped) + (1 - happened) * Math.log(1 - clipped));
  });

function meanLoss(
  judged: Judged,
  loss: (probability: number, happened: number) => number,
): number | undefined {
  const { rows } = tally(judged);
  const { scores, outcomes, weights } = judged;
  let sum = 0;
  for (let row = 0; row < outcomes.length; row += 1) {
    const probability = scores[row] ?? 0;
    if (!(probability >= 0 && probability <= 1)) {
      throw new RangeError(`a probability must lie between 0 and 1, got ${probability}`);
    }
    const weight = weights === undefined ? 1 : (weights[row] ?? 0);
    sum += weight * loss(probability, outcomes[row] ?? 0);
  }
  return rows > 0 ? sum / rows : undefined;
}
