import * as z from 'zod';

const MOST_TREES = 5_000;
const MOST_NODES = 100_000;
const MOST_INPUTS = 10_000;

const nodes = <Element extends z.ZodType>(element: Element) => z.array(element).max(MOST_NODES);

/**
 * A sum of regression trees as flat lists, one entry a node, each tree from its root in preorder:
 * the left child of node i is i + 1, the right one i + `skips[i]`.
 */
export const treeEnsemble = z
  .looseObject({
    /** Value before the first tree. */
    base: z.number(),
    /** First node of each tree, ascending from 0. */
    roots: z.array(z.int().min(0)).max(MOST_TREES),
    /** Which input the node asks for, or -1 at a leaf. */
    inputs: nodes(z.int().min(-1).max(MOST_INPUTS)),
    /** Where the node splits (up to and including it goes left), or what the leaf adds. */
    values: nodes(z.number()),
    skips: nodes(z.int().min(0)),
    /** Mean of what the leaves below a node add, 0 at a leaf; only where it is to be explained. */
    means: nodes(z.number()).optional(),
  })
  .refine(isSound, 'every node of a tree must point to later nodes of the same tree');
export type TreeEnsemble = z.infer<typeof treeEnsemble>;

/** What the examples of an ensemble look like: one number an input, NaN when it is not known. */
export type TreeInputs = Float64Array | readonly number[];

/**
 * Value of the ensemble (log-odds, days, ln days: whatever it was fitted to). An input that is
 * missing or NaN goes left. At most as many steps as there are nodes.
 */
export function treesValue(ensemble: TreeEnsemble, given: TreeInputs): number {
  const { roots, inputs, values, skips } = ensemble;
  let sum = ensemble.base;
  for (let tree = 0; tree < roots.length; tree += 1) {
    let node = roots[tree] ?? 0;
    let input = inputs[node] ?? -1;
    while (input >= 0) {
      // Without a branch, which no processor could foresee: twice as fast.
      const isRight = Number((given[input] ?? Number.NaN) > (values[node] ?? 0));
      node += 1 + isRight * ((skips[node] ?? 1) - 1);
      input = inputs[node] ?? -1;
    }
    sum += values[node] ?? 0;
  }
  return sum;
}

/**
 * Adds to `into` how far each input moves the value, by the change of the mean along each path, and
 * returns the value of a typical example: both add up to `treesValue` exactly.
 * Source: Saabas, Interpreting random forests (2014).
 * @throws RangeError when the ensemble was stored without the means of its nodes.
 */
export function treesContributions(
  ensemble: TreeEnsemble,
  given: TreeInputs,
  into: Float64Array,
): number {
  const { roots, inputs, values, skips, means } = ensemble;
  if (means === undefined) throw new RangeError('the ensemble was fitted without `explained`');
  let typical = ensemble.base;
  for (const root of roots) {
    let node = root;
    let mean = (inputs[node] ?? -1) < 0 ? (values[node] ?? 0) : (means[node] ?? 0);
    typical += mean;
    for (let input = inputs[node] ?? -1; input >= 0; input = inputs[node] ?? -1) {
      node += (given[input] ?? Number.NaN) > (values[node] ?? 0) ? (skips[node] ?? 1) : 1;
      const next = (inputs[node] ?? -1) < 0 ? (values[node] ?? 0) : (means[node] ?? 0);
      into[input] = (into[input] ?? 0) + next - mean;
      mean = next;
    }
  }
  return typical;
}

/** The ensemble without all but its first trees. @throws RangeError when `count` is not a count. */
export function firstTrees(ensemble: TreeEnsemble, count: number): TreeEnsemble {
  if (!(count >= 0)) throw new RangeError(`the number of trees must be 0 or more, got ${count}`);
  const { roots, inputs, values, skips, means } = ensemble;
  const end = roots[count] ?? inputs.length;
  return {
    base: ensemble.base,
    roots: roots.slice(0, count),
    inputs: inputs.slice(0, end),
    values: values.slice(0, end),
    skips: skips.slice(0, end),
    ...(means === undefined ? {} : { means: means.slice(0, end) }),
  };
}

/** Every path stays in its tree and only goes on, so that no stored document can be walked for ever. */
function isSound(ensemble: {
  roots: number[];
  inputs: number[];
  values: number[];
  skips: number[];
  means?: number[] | undefined;
}): boolean {
  const { roots, inputs, values, skips, means } = ensemble;
  const size = inputs.length;
  if (values.length !== size || skips.length !== size) return false;
  if (means !== undefined && means.length !== size) return false;
  if (size > 0 && roots[0] !== 0) return false;
  for (let tree = 0; tree < roots.length; tree += 1) {
    const end = roots[tree + 1] ?? size;
    const root = roots[tree] ?? 0;
    if (root >= end || end > size) return false;
    for (let node = root; node < end; node += 1) {
      const isLeaf = inputs[node] === -1;
      if (!isLeaf && !((skips[node] ?? 0) > 1 && node + (skips[node] ?? 0) < end)) return false;
    }
  }
  return true;
}
