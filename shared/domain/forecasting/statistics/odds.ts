/** Probabilities are kept this far from 0 and 1 before their odds are taken. */
const CLIP = 1e-5;

/** Natural logarithm of the odds of a probability, clipped to 0.00001 to 0.99999. */
export function logOdds(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`a probability must lie between 0 and 1, got ${probability}`);
  }
  const clipped = Math.min(Math.max(probability, CLIP), 1 - CLIP);
  return Math.log(clipped / (1 - clipped));
}

/** Probability of log-odds. */
export const fromLogOdds = (odds: number): number => 1 / (1 + Math.exp(-odds));
