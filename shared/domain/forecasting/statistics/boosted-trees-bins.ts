/** Inputs as bin numbers, column after column. */
export type BinnedInputs = {
  readonly rows: number;
  readonly columns: number;
  /** `columns x rows`: how many edges of its column lie below the value. */
  readonly bins: Uint8Array;
  /** Ascending edges of each column; a value on the edge belongs to the bin below. */
  readonly edges: readonly Float64Array[];
};

type Matrix = { readonly rows: number; readonly columns: number; readonly inputs: Float64Array };

const MOST_BINS = 255;

/**
 * At most `most` edges of each column, at quantiles of its values, or between any two values where
 * there are few. NaN lies below all values, in a bin of its own.
 * @throws RangeError when `most` is not 2 to 255, or an input is infinite.
 */
export function edgesOf({ rows, columns, inputs }: Matrix, most: number): Float64Array[] {
  if (!(most >= 2 && most <= MOST_BINS)) throw new RangeError(`bins must be 2 to 255, got ${most}`);
  return Array.from({ length: columns }, (_, column) => {
    const values = new Float64Array(rows);
    let known = 0;
    for (let row = 0; row < rows; row += 1) {
      const value = inputs[row * columns + column] ?? Number.NaN;
      if (Math.abs(value) === Number.POSITIVE_INFINITY) {
        throw new RangeError(`input ${column} of example ${row} must be finite or NaN`);
      }
      if (Number.isNaN(value)) continue;
      values[known] = value;
      known += 1;
    }
    return edgesBetween(values.subarray(0, known).sort(), rows - known, most);
  });
}

/** The inputs in bins between the edges. */
export function binned(matrix: Matrix, edges: readonly Float64Array[]): BinnedInputs {
  const { rows, columns, inputs } = matrix;
  const bins = new Uint8Array(rows * columns);
  for (let column = 0; column < columns; column += 1) {
    const own = edges[column] ?? new Float64Array();
    for (let row = 0; row < rows; row += 1) {
      bins[column * rows + row] = binOf(own, inputs[row * columns + column] ?? Number.NaN);
    }
  }
  return { rows, columns, bins, edges };
}

function binOf(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value > (edges[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function edgesBetween(sorted: Float64Array, missing: number, most: number): Float64Array {
  const edges: number[] = [];
  const first = sorted[0];
  if (first === undefined) return new Float64Array();
  if (missing > 0) edges.push(shortBetween(first - Math.max(1, Math.abs(first)), first));
  let distinct = 1;
  for (let at = 1; at < sorted.length; at += 1) if (sorted[at] !== sorted[at - 1]) distinct += 1;
  const room = most - 1 - edges.length;
  const share = distinct - 1 <= room ? 0 : sorted.length / (room + 1);
  let wanted = share;
  for (let at = 1; at < sorted.length && edges.length < most - 1; at += 1) {
    const [below, above] = [sorted[at - 1] ?? 0, sorted[at] ?? 0];
    if (below === above || at < wanted) continue;
    edges.push(shortBetween(below, above));
    wanted = Math.max(wanted, at) + share;
  }
  return Float64Array.from(edges);
}

/** The shortest number from `below` to just under `above`, so that a stored split takes few digits. */
function shortBetween(below: number, above: number): number {
  const middle = below + (above - below) / 2;
  for (let digits = 1; digits <= 17; digits += 1) {
    const short = Number(middle.toPrecision(digits));
    if (short >= below && short < above) return short;
  }
  return below;
}
