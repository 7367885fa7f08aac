import type { Tree } from './boosted-trees-grow.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

const LEAF_DIGITS = 5;
/** Parts of an explanation; whatever their digits, they add up. */
const MEAN_DIGITS = 4;

/** All trees in one set of lists, thresholds in the unit of the inputs. */
export function packed(
  trees: readonly Tree[],
  edges: readonly Float64Array[],
  base: number,
  explained: boolean,
): TreeEnsemble {
  const inputs = trees.flatMap((tree) => tree.inputs);
  const roots: number[] = [];
  let next = 0;
  for (const tree of trees) {
    roots.push(next);
    next += tree.inputs.length;
  }
  return {
    base,
    roots,
    inputs,
    values: trees.flatMap((tree) =>
      tree.values.map((value, node) => {
        const input = tree.inputs[node] ?? -1;
        return input < 0 ? value : (edges[input]?.[tree.splitBins[node] ?? 0] ?? 0);
      }),
    ),
    skips: trees.flatMap((tree) => tree.skips),
    ...(explained ? { means: trees.flatMap(meansOf) } : {}),
  };
}

/** Mean of what the leaves below each node add, children before their parents; 0 at a leaf. */
function meansOf({ inputs, skips, values, rows }: Tree): number[] {
  const means = [...values];
  for (let node = inputs.length - 1; node >= 0; node -= 1) {
    if ((inputs[node] ?? -1) < 0) continue;
    const [left, right] = [node + 1, node + (skips[node] ?? 0)];
    const sum = (means[left] ?? 0) * (rows[left] ?? 0) + (means[right] ?? 0) * (rows[right] ?? 0);
    means[node] = sum / (rows[node] ?? 1);
  }
  return means.map((mean, node) =>
    (inputs[node] ?? -1) < 0 ? 0 : Number(mean.toPrecision(MEAN_DIGITS)),
  );
}

/** The value with as many digits as are stored. */
export const short = (value: number): number => Number(value.toPrecision(LEAF_DIGITS));
