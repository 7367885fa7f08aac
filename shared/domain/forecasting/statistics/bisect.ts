/**
 * The point between `low` and `high` at which `isPast` turns from false to true, to `precision`.
 * Answers `high` when it never turns, `low` when it always was.
 */
export function bisect(
  isPast: (x: number) => boolean,
  low: number,
  high: number,
  precision = 0.01,
): number {
  let [before, after] = [low, high];
  if (isPast(low)) return low;
  while (after - before > precision) {
    const middle = (before + after) / 2;
    if (isPast(middle)) after = middle;
    else before = middle;
  }
  return after;
}
