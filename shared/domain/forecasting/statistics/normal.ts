const SQRT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Up to here the power series is summed, beyond it the continued fraction of Mills' ratio. */
const SERIES_UP_TO = 3;
const FRACTION_TERMS = 60;

const density = (z: number): number => Math.exp(-0.5 * z * z) / SQRT_TWO_PI;

/**
 * Share of the standard normal distribution above `z`; keeps its relative precision in the tail.
 * Source: Abramowitz & Stegun 26.2.11 (series) and 26.2.14 (continued fraction).
 * @throws RangeError when `z` is not a number.
 */
export function normalSurvival(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normal survival needs a number, got NaN');
  if (z < 0) return 1 - normalSurvival(-z);
  return z < SERIES_UP_TO ? 0.5 - centralShare(z) : density(z) * millsRatio(z);
}

/** Share of the standard normal distribution below `z`. */
export const normalCdf = (z: number): number => normalSurvival(-z);

/** Natural logarithm of the share above `z`; finite where the share itself underflows (z > 38). */
export function logNormalSurvival(z: number): number {
  if (z < SERIES_UP_TO) return Math.log(normalSurvival(z));
  return -0.5 * z * z - Math.log(SQRT_TWO_PI) + Math.log(millsRatio(z));
}

/**
 * The `z` below which a share `p` of the standard normal distribution lies; infinite at 0 and 1.
 * Source: Abramowitz & Stegun 26.2.23 as a start, then two steps of Halley's method.
 * @throws RangeError when `p` is outside 0 to 1.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a share must lie between 0 and 1, got ${p}`);
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  let z = -roughUpperQuantile(p);
  for (let step = 0; step < 2; step += 1) {
    const error = (normalSurvival(-z) - p) / density(z);
    z -= error / (1 + 0.5 * z * error);
  }
  return z;
}

/** Share between 0 and `z`. */
function centralShare(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return density(z) * sum;
}

function millsRatio(z: number): number {
  let fraction = z;
  for (let term = FRACTION_TERMS; term >= 1; term -= 1) fraction = z + term / fraction;
  return 1 / fraction;
}

function roughUpperQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return t - above / below;
}
