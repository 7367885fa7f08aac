const LANCZOS_G = 7;
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
/** From here on Stirling's series is exact to the last digit. */
const STIRLING_FROM = 30;

/**
 * Natural logarithm of the gamma function of `x` > 0.
 * Source: Lanczos (1964) with g = 7 and nine terms; Stirling's series, Abramowitz & Stegun 6.1.41.
 * @throws RangeError when `x` is not a positive number.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`log-gamma needs a positive number, got ${x}`);
  if (x >= STIRLING_FROM) return stirling(x);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  let sum = LANCZOS[0] ?? 0;
  for (let term = 1; term < LANCZOS.length; term += 1) {
    sum += (LANCZOS[term] ?? 0) / (shifted + term);
  }
  const base = shifted + LANCZOS_G + 0.5;
  return HALF_LOG_TWO_PI + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Logarithm of the beta function of two positive numbers. */
export const logBeta = (a: number, b: number): number =>
  logGamma(a) + logGamma(b) - logGamma(a + b);

function stirling(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series;
}
