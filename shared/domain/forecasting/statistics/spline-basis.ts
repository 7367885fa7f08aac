const DEGREE = 3;

/** How many columns the basis over these knots has. */
export const basisSize = (knots: ArrayLike<number>): number => knots.length + DEGREE - 1;

/**
 * Knots of a cubic spline at evenly spaced quantiles of the values, the ends included; fewer where
 * values repeat. At least two, unless all values are one.
 */
export function quantileKnots(values: ArrayLike<number>, wanted: number): number[] {
  const sorted = Float64Array.from(values).sort();
  const knots = Array.from({ length: wanted }, (_, knot) => {
    const place = (knot / (wanted - 1)) * (sorted.length - 1);
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? below;
    return Number((below + (above - below) * (place % 1)).toPrecision(KNOT_DIGITS));
  });
  return [...new Set(knots)];
}

const KNOT_DIGITS = 6;

/**
 * Cubic B-splines at `value` into `into[from ..]`: numbers from 0 to 1 that add up to 1, at most four
 * of them not 0. Beyond the outer knots the value counts as the knot, so that nothing runs away.
 * `knots` ascend strictly and are two at least.
 * Source: de Boor, A Practical Guide to Splines (1978), chapter X, algorithm BSPLVB.
 */
export function splineBasis(
  value: number,
  knots: ArrayLike<number>,
  into: Float64Array,
  from: number,
): void {
  const last = knots.length - 1;
  const inside = Math.min(Math.max(value, knots[0] ?? 0), knots[last] ?? 0);
  let span = 0;
  while (span < last - 1 && inside >= (knots[span + 1] ?? 0)) span += 1;
  const knot = (at: number): number => knots[Math.min(Math.max(at, 0), last)] ?? 0;
  into.fill(0, from, from + basisSize(knots));
  const first = from + span;
  into[first] = 1;
  for (let degree = 1; degree <= DEGREE; degree += 1) {
    let saved = 0;
    for (let term = 0; term < degree; term += 1) {
      const right = knot(span + 1 + term) - inside;
      const left = inside - knot(span + 1 + term - degree);
      const share = (into[first + term] ?? 0) / (right + left);
      into[first + term] = saved + right * share;
      saved = left * share;
    }
    into[first + degree] = saved;
  }
}
