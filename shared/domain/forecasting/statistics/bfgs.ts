/** A value, and how it changes with each variable. */
export type Slope = { readonly value: number; readonly gradient: readonly number[] };

const ROUNDS = 200;
/** No variable moves further than this in one step. */
const LONGEST_STEP = 1.5;
/** Share of the promised fall that a step must bring. */
const ARMIJO = 1e-4;
const HALVINGS = 40;

/**
 * Where a smooth function of a few variables is smallest, from its gradient. Some thirty
 * evaluations where a search without gradient needs hundreds.
 * Source: Nocedal & Wright, Numerical Optimization (2006), algorithm 6.1, with backtracking.
 * @param tolerance stops when a step lowers the value by less (relative to 1 + |value|).
 * @throws RangeError when the value at the start is not a finite number.
 */
export function bfgs(
  evaluate: (point: readonly number[]) => Slope,
  start: readonly number[],
  tolerance = 1e-10,
): { readonly at: readonly number[]; readonly value: number } {
  let at = [...start];
  let here = evaluate(at);
  if (!Number.isFinite(here.value)) {
    throw new RangeError(`the value at the start must be finite, got ${here.value}`);
  }
  let inverse = identity(at.length);
  let isFresh = true;
  for (let round = 0; round < ROUNDS; round += 1) {
    const direction = downhill(inverse, here.gradient);
    const step = lineSearch(evaluate, at, here, direction);
    if (step === undefined) {
      if (isFresh) break;
      inverse = identity(at.length);
      isFresh = true;
      continue;
    }
    const fall = here.value - step.there.value;
    inverse = updated(inverse, at, step.to, here.gradient, step.there.gradient, isFresh);
    isFresh = false;
    at = step.to;
    here = step.there;
    if (fall <= tolerance * (1 + Math.abs(here.value))) break;
  }
  return { at, value: here.value };
}

function downhill(inverse: readonly number[][], gradient: readonly number[]): number[] {
  const raw = inverse.map((row) => -dot(row, gradient));
  const falls = dot(raw, gradient) < 0;
  const direction = falls ? raw : gradient.map((slope) => -slope);
  const longest = Math.max(...direction.map(Math.abs));
  return longest > LONGEST_STEP ? direction.map((d) => (d * LONGEST_STEP) / longest) : direction;
}

function lineSearch(
  evaluate: (point: readonly number[]) => Slope,
  at: readonly number[],
  here: Slope,
  direction: readonly number[],
): { readonly to: number[]; readonly there: Slope } | undefined {
  const promised = dot(direction, here.gradient);
  let length = 1;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const to = at.map((x, i) => x + length * (direction[i] ?? 0));
    const there = evaluate(to);
    if (there.value <= here.value + ARMIJO * length * promised) return { to, there };
    length /= 2;
  }
  return undefined;
}

/** The inverse Hessian after a step; left as it was where the curvature along it is not positive. */
function updated(
  inverse: number[][],
  from: readonly number[],
  to: readonly number[],
  before: readonly number[],
  after: readonly number[],
  isFresh: boolean,
): number[][] {
  const step = to.map((x, i) => x - (from[i] ?? 0));
  const turn = after.map((slope, i) => slope - (before[i] ?? 0));
  const curvature = dot(step, turn);
  if (!(curvature > 1e-12)) return inverse;
  const scale = isFresh ? curvature / dot(turn, turn) : 1;
  const scaled = isFresh ? inverse.map((row) => row.map((value) => value * scale)) : inverse;
  const turned = scaled.map((row) => dot(row, turn));
  const factor = (1 + dot(turned, turn) / curvature) / curvature;
  return scaled.map((row, i) =>
    row.map((value, j) => {
      const [si, sj] = [step[i] ?? 0, step[j] ?? 0];
      const cross = (turned[i] ?? 0) * sj + si * (turned[j] ?? 0);
      return value + factor * si * sj - cross / curvature;
    }),
  );
}

const identity = (size: number): number[][] =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => (row === column ? 1 : 0)),
  );

function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
