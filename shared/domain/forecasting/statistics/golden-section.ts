const RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * Where a function with one valley between `low` and `high` is smallest, to `precision`.
 * Source: Kiefer (1953), golden section search.
 */
export function goldenSection(
  evaluate: (x: number) => number,
  low: number,
  high: number,
  precision = 1e-6,
): number {
  let [from, to] = [low, high];
  let left = to - RATIO * (to - from);
  let right = from + RATIO * (to - from);
  let [atLeft, atRight] = [evaluate(left), evaluate(right)];
  while (to - from > precision) {
    if (atLeft <= atRight) {
      [to, right, atRight] = [right, left, atLeft];
      left = to - RATIO * (to - from);
      atLeft = evaluate(left);
    } else {
      [from, left, atLeft] = [left, right, atRight];
      right = from + RATIO * (to - from);
      atRight = evaluate(right);
    }
  }
  return (from + to) / 2;
}
