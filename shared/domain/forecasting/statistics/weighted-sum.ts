/**
 * Intercept plus the sum of weights times inputs.
 * @throws RangeError when there are not as many weights as inputs.
 */
export function weightedSum(
  intercept: number,
  weights: readonly number[],
  inputs: readonly number[],
): number {
  if (weights.length !== inputs.length) {
    throw new RangeError(`${weights.length} weights do not fit ${inputs.length} inputs`);
  }
  let sum = intercept;
  for (let at = 0; at < inputs.length; at += 1) sum += (weights[at] ?? 0) * (inputs[at] ?? 0);
  return sum;
}
