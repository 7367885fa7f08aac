export type Minimum = { readonly at: readonly number[]; readonly value: number };

type Vertex = { point: number[]; value: number };

const LIMITS = { evaluations: 4_000, restarts: 2 } as const;
const REFLECT = 1;
const EXPAND = 2;
const CONTRACT = 0.5;
const SHRINK = 0.5;

/**
 * Minimum of a function of a few variables without derivatives. Restarts from where it stopped,
 * because a collapsed simplex may stop short. A value that is not a number counts as infinite.
 * Source: Nelder & Mead (1965), with the orderings of Lagarias et al. (1998).
 * @param tolerance stops when the values of the simplex differ by less (relative to 1 + |value|).
 */
export function nelderMead(
  evaluate: (point: readonly number[]) => number,
  start: readonly number[],
  tolerance = 1e-9,
): Minimum {
  let best: Minimum = { at: start, value: evaluate(start) };
  for (let round = 0; round <= LIMITS.restarts; round += 1) {
    const found = descend(evaluate, best.at, tolerance, round === 0 ? 0.5 : 0.05);
    const settled = best.value - found.value <= tolerance * (1 + Math.abs(found.value));
    if (found.value < best.value) best = found;
    if (settled && round > 0) break;
  }
  return best;
}

function descend(
  evaluate: (point: readonly number[]) => number,
  start: readonly number[],
  tolerance: number,
  step: number,
): Minimum {
  const vertex = (point: number[]): Vertex => {
    const value = evaluate(point);
    return { point, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const simplex = [vertex([...start])];
  for (let axis = 0; axis < start.length; axis += 1) {
    simplex.push(vertex(start.map((value, at) => (at === axis ? value + step : value))));
  }
  for (let evaluations = 0; evaluations < LIMITS.evaluations; evaluations += 2) {
    simplex.sort((a, b) => a.value - b.value);
    if (spread(simplex) <= tolerance * (1 + Math.abs(first(simplex).value))) break;
    improve(simplex, vertex);
  }
  simplex.sort((a, b) => a.value - b.value);
  return { at: first(simplex).point, value: first(simplex).value };
}

/** One step: the worst vertex is moved through the middle of the others, or all shrink to the best. */
function improve(simplex: Vertex[], vertex: (point: number[]) => Vertex): void {
  const worst = last(simplex);
  const middle = centroid(simplex.slice(0, -1));
  const along = (factor: number): Vertex =>
    vertex(middle.map((value, at) => value + factor * (value - (worst.point[at] ?? 0))));
  const reflected = along(REFLECT);
  if (reflected.value < first(simplex).value) {
    const expanded = along(EXPAND);
    simplex[simplex.length - 1] = expanded.value < reflected.value ? expanded : reflected;
    return;
  }
  const secondWorst = simplex[simplex.length - 2] ?? worst;
  if (reflected.value < secondWorst.value) {
    simplex[simplex.length - 1] = reflected;
    return;
  }
  const contracted = along(reflected.value < worst.value ? CONTRACT : -CONTRACT);
  if (contracted.value < Math.min(reflected.value, worst.value)) {
    simplex[simplex.length - 1] = contracted;
    return;
  }
  const best = first(simplex).point;
  for (let at = 1; at < simplex.length; at += 1) {
    const point = simplex[at]?.point ?? best;
    simplex[at] = vertex(point.map((v, i) => (best[i] ?? 0) + SHRINK * (v - (best[i] ?? 0))));
  }
}

function centroid(vertices: readonly Vertex[]): number[] {
  const sums = vertices[0]?.point.map(() => 0) ?? [];
  for (const { point } of vertices) {
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) + (point[at] ?? 0);
  }
  return sums.map((sum) => sum / vertices.length);
}

const spread = (simplex: readonly Vertex[]): number => last(simplex).value - first(simplex).value;

const EMPTY: Vertex = { point: [], value: Number.POSITIVE_INFINITY };
const first = (simplex: readonly Vertex[]): Vertex => simplex[0] ?? EMPTY;
const last = (simplex: readonly Vertex[]): Vertex => simplex[simplex.length - 1] ?? EMPTY;
