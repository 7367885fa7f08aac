const PEAK = 1 / Math.sqrt(2 * Math.PI);

/**
 * Share of the standard normal distribution above `z`; keeps its relative precision of 1e-13 in the
 * tail. Source: Cody, Rational Chebyshev approximations for the error function, Mathematics of
 * Computation 23 (1969), carried over to the normal distribution.
 * @throws RangeError when `z` is not a number.
 */
export function normalSurvival(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normal survival needs a number, got NaN');
  if (Math.abs(z) <= SURVIVAL_FROM.flank) return 0.5 - z * ratio(SURVIVAL.middle, z * z);
  if (z < 0) return 1 - normalSurvival(-z);
  const fading = Math.exp(-0.5 * z * z);
  if (z <= SURVIVAL_FROM.tail) return fading * ratio(SURVIVAL.flank, z);
  const inverse = 1 / (z * z);
  return (fading * (PEAK - inverse * ratio(SURVIVAL.tail, inverse))) / z;
}

/** Share of the standard normal distribution below `z`. */
export const normalCdf = (z: number): number => normalSurvival(-z);

/**
 * The `z` below which a share `p` of the standard normal distribution lies; infinite at 0 and 1.
 * Relative precision 1e-15. Source: Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37.
 * @throws RangeError when `p` is outside 0 to 1.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`a share must lie between 0 and 1, got ${p}`);
  const off = p - 0.5;
  if (Math.abs(off) <= CENTRAL) return off * ratio(QUANTILE.central, CENTRAL * CENTRAL - off * off);
  const tail = Math.min(p, 1 - p);
  const far = Math.sqrt(-Math.log(tail));
  if (far === Number.POSITIVE_INFINITY) return off < 0 ? -far : far;
  const z = far <= 5 ? ratio(QUANTILE.near, far - 1.6) : ratio(QUANTILE.far, far - 5);
  return off < 0 ? -z : z;
}

/** Up to this far from 0.5 a share is in the middle. */
const CENTRAL = 0.425;

type Ratio = { readonly above: readonly number[]; readonly below: readonly number[] };

/** Where one approximation gives over to the next: the upper quartile, and the root of 32. */
const SURVIVAL_FROM = { flank: 0.67448975, tail: Math.sqrt(32) } as const;

/** Polynomials of Cody, lowest power first: in the square of z, in z, and in the inverse of its square. */
const SURVIVAL = {
  middle: {
    above: [
      18154.98125334356, 1067.6894854603709, 161.02823106855587, 2.2352520354606837,
      0.06568233791820745,
    ],
    below: [45507.78933502673, 10260.932208618979, 976.0985517377767, 47.202581904688245, 1],
  },
  flank: {
    above: [
      9842.714838383978, 11602.65143764735, 6848.190450536283, 2494.5375852903726,
      597.2702763948002, 93.50665613217785, 8.883149794388377, 0.39894151208813466,
      1.0765576773720192e-8,
    ],
    below: [
      19685.429676859992, 38912.00328609327, 34900.95272114598, 18615.571640885097,
      6485.558298266761, 1519.3775994075547, 235.387901782625, 22.266688044328117, 1,
    ],
  },
  tail: {
    above: [
      2.9112874951168793e-5, 0.0014216191932278934, 0.022235277870649807, 0.12740116116024736,
      0.215898534057957, 0.023073441764940174,
    ],
    below: [
      7.297515550839662e-5, 0.0037823963320275824, 0.06598813786892856, 0.4682382124808651,
      1.284260096144911, 1,
    ],
  },
} as const satisfies Record<string, Ratio>;

/** Polynomials of AS 241, lowest power first. */
const QUANTILE = {
  central: {
    above: [
      3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946,
      45921.95393154987, 67265.7709270087, 33430.57558358813, 2509.0809287301227,
    ],
    below: [
      1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597,
      39307.89580009271, 28729.085735721943, 5226.495278852854,
    ],
  },
  near: {
    above: [
      1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045,
      1.2704582524523684, 0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
    ],
    below: [
      1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008,
      0.015198666563616457, 0.0005475938084995345, 1.0507500716444169e-9,
    ],
  },
  far: {
    above: [
      6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487,
      0.026532189526576124, 0.0012426609473880784, 2.7115555687434876e-5, 2.0103343992922881e-7,
    ],
    below: [
      1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
      1.8463183175100548e-5, 1.421511758316446e-7, 2.0442631033899397e-15,
    ],
  },
} as const satisfies Record<string, Ratio>;

const ratio = ({ above, below }: Ratio, x: number): number =>
  polynomial(above, x) / polynomial(below, x);

function polynomial(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let at = coefficients.length - 1; at >= 0; at -= 1) sum = sum * x + (coefficients[at] ?? 0);
  return sum;
}
