import type { BinnedInputs } from './boosted-trees-bins.ts';
import {
  bestSplit,
  fillHistogram,
  type Growth,
  type Sample,
  SMALLEST_CURVATURE,
  type Split,
  STRIDE,
  type Sums,
} from './boosted-trees-histogram.ts';

/** One tree in preorder; `splitBins` are its thresholds as the last bin that goes left. */
export type Tree = {
  readonly inputs: number[];
  readonly splitBins: number[];
  readonly skips: number[];
  /** What the leaf adds, or what a node would add if it were one. */
  readonly values: number[];
  /** Sampled rows that reach the node. */
  readonly rows: number[];
};

/** Memory for growing trees over the same rows, taken once. */
export type Workshop = Sample & {
  readonly spare: Int32Array;
  /** Two histograms a level: sums of first, second derivative and rows by column and bin. */
  readonly histograms: readonly Float64Array[];
  /** What a leaf over the rows `order[from..to)` adds, given its Newton step. */
  readonly leafValue: (from: number, to: number, newton: number) => number;
};

type Node = { from: number; to: number; depth: number; sums: Sums; histogram: Float64Array };

export function openWorkshop(
  binned: BinnedInputs,
  growth: Growth,
  leafValue: (workshop: Workshop, from: number, to: number, newton: number) => number,
): Workshop {
  const { rows, columns } = binned;
  const workshop: Workshop = {
    binned,
    growth,
    first: new Float64Array(rows),
    second: new Float64Array(rows),
    order: new Int32Array(rows),
    spare: new Int32Array(rows),
    histograms: Array.from(
      { length: 2 * Math.max(growth.depth, 1) },
      () => new Float64Array(columns * STRIDE),
    ),
    leafValue: (from, to, newton) => leafValue(workshop, from, to, newton),
  };
  return workshop;
}

/**
 * Grows one tree over the first `sampled` rows of `order` and the given columns, each split the one
 * with the largest gain G²/(H + ridge). Histograms of the larger child are differences.
 * Source: Chen & Guestrin, XGBoost (2016), equations 6 and 7; Ke et al., LightGBM (2017).
 */
export function growTree(workshop: Workshop, sampled: number, columns: Int32Array): Tree {
  const tree: Tree = { inputs: [], splitBins: [], skips: [], values: [], rows: [] };
  const histogram = workshop.histograms[0] ?? new Float64Array();
  fillHistogram(workshop, columns, 0, sampled, histogram);
  const sums: Sums = { first: 0, second: 0, rows: sampled };
  for (let at = 0; at < sampled; at += 1) {
    const row = workshop.order[at] ?? 0;
    sums.first += workshop.first[row] ?? 0;
    sums.second += workshop.second[row] ?? 0;
  }
  growNode(workshop, columns, tree, { from: 0, to: sampled, depth: 0, sums, histogram });
  return tree;
}

function growNode(workshop: Workshop, columns: Int32Array, tree: Tree, node: Node): void {
  const { growth } = workshop;
  const { from, to, depth, sums } = node;
  const split =
    depth < growth.depth ? bestSplit(workshop, columns, sums, node.histogram) : undefined;
  const newton = -sums.first / Math.max(sums.second + growth.ridge, SMALLEST_CURVATURE);
  const at = tree.inputs.length;
  tree.inputs.push(split?.column ?? -1);
  tree.splitBins.push(split?.bin ?? 0);
  tree.skips.push(0);
  tree.values.push(split === undefined ? workshop.leafValue(from, to, newton) : newton);
  tree.rows.push(sums.rows);
  if (split === undefined) return;
  const middle = partition(workshop, from, to, split);
  const [a, b] = childHistograms(workshop, columns, node, middle);
  const below = depth + 1;
  growNode(workshop, columns, tree, {
    from,
    to: middle,
    depth: below,
    sums: split.left,
    histogram: a,
  });
  tree.skips[at] = tree.inputs.length - at;
  growNode(workshop, columns, tree, {
    from: middle,
    to,
    depth: below,
    sums: split.right,
    histogram: b,
  });
}

/** Histograms of both children: the smaller is counted, the larger is what remains of the parent. */
function childHistograms(
  workshop: Workshop,
  columns: Int32Array,
  { from, to, depth, histogram }: Node,
  middle: number,
): [Float64Array, Float64Array] {
  const left = workshop.histograms[2 * (depth + 1)];
  const right = workshop.histograms[2 * (depth + 1) + 1];
  if (left === undefined || right === undefined) return [histogram, histogram];
  const leftIsSmaller = middle - from <= to - middle;
  const [small, large] = leftIsSmaller ? [left, right] : [right, left];
  fillHistogram(
    workshop,
    columns,
    leftIsSmaller ? from : middle,
    leftIsSmaller ? middle : to,
    small,
  );
  for (const column of columns) {
    const start = column * STRIDE;
    const end = start + 3 * ((workshop.binned.edges[column]?.length ?? 0) + 1);
    for (let at = start; at < end; at += 1) large[at] = (histogram[at] ?? 0) - (small[at] ?? 0);
  }
  return [left, right];
}

/** Sorts the rows of a node into left and right, both in their old order; returns where right begins. */
function partition(
  { binned, order, spare }: Workshop,
  from: number,
  to: number,
  { column, bin }: Split,
): number {
  const base = column * binned.rows;
  let [left, right] = [from, 0];
  for (let at = from; at < to; at += 1) {
    const row = order[at] ?? 0;
    if ((binned.bins[base + row] ?? 0) <= bin) {
      order[left] = row;
      left += 1;
    } else {
      spare[right] = row;
      right += 1;
    }
  }
  order.set(spare.subarray(0, right), left);
  return left;
}
