/** From here on the asymptotic series is exact to the last digits. */
const SERIES_FROM = 10;

/**
 * Derivative of log-gamma of `x` > 0.
 * Source: Abramowitz & Stegun 6.3.18, after 6.3.5 has carried `x` far enough up.
 * @throws RangeError when `x` is not a positive number.
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma needs a positive number, got ${x}`);
  let at = x;
  let below = 0;
  for (; at < SERIES_FROM; at += 1) below -= 1 / at;
  const square = 1 / (at * at);
  const tail = 1 / 252 - square * (1 / 240 - square * (5 / 660 - square * (691 / 32_760)));
  const series = square * (1 / 12 - square * (1 / 120 - square * tail));
  return below + Math.log(at) - 0.5 / at - series;
}
