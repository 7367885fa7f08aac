import { hashShare } from './boosted-trees-draw.ts';

/**
 * Which of `folds` parts each row is held out in: shuffled by the seed, with the same share of
 * every outcome (0 or 1) in each part. The same rows and seed give the same parts.
 * @throws RangeError when there are fewer than two folds.
 */
export function stratifiedFolds(
  outcomes: ArrayLike<number>,
  folds: number,
  seed: number,
): Uint8Array {
  if (!(folds >= 2 && folds <= 255)) throw new RangeError(`folds must be 2 to 255, got ${folds}`);
  const fold = new Uint8Array(outcomes.length);
  for (const outcome of [0, 1]) {
    const rows: number[] = [];
    for (let row = 0; row < outcomes.length; row += 1) {
      if ((outcomes[row] ?? 0) >= 0.5 === (outcome === 1)) rows.push(row);
    }
    const place = new Map(rows.map((row) => [row, hashShare(seed, outcome, row)]));
    rows.sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0) || a - b);
    for (const [at, row] of rows.entries()) fold[row] = (at + outcome) % folds;
  }
  return fold;
}
