/** Scores beside what came of them, one unit (customer, pair, component) a row. */
export type Judged = {
  /** The higher, the likelier. Probabilities where a function says so. */
  readonly scores: ArrayLike<number>;
  /** 1 where it happened, 0 where it did not. */
  readonly outcomes: ArrayLike<number>;
  /** How often each row counts, 0 or more; once each when absent. For resampling. */
  readonly weights?: ArrayLike<number>;
};

/** Rows from the highest score to the lowest; equal scores in the order in which they came. */
export function byScore(scores: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: scores.length }, (_, at) => at);
  return order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

/** Rows with the same score, as one step of a ranking. */
export type Tie = { readonly score: number; readonly happened: number; readonly rows: number };

/**
 * The ranking from the highest score down, equal scores as one step. `order` spares the sorting
 * where the same scores are judged often.
 * @throws RangeError when scores and outcomes differ in number.
 */
export function* ties(judged: Judged, order = byScore(judged.scores)): Generator<Tie> {
  checkRows(judged);
  const { scores, outcomes, weights } = judged;
  let [happened, rows] = [0, 0];
  for (let at = 0; at < order.length; at += 1) {
    const row = order[at] ?? 0;
    const weight = weights === undefined ? 1 : (weights[row] ?? 0);
    rows += weight;
    happened += weight * (outcomes[row] ?? 0);
    const score = scores[row] ?? 0;
    if (at + 1 < order.length && scores[order[at + 1] ?? 0] === score) continue;
    if (rows > 0) yield { score, happened, rows };
    [happened, rows] = [0, 0];
  }
}

/** How many rows there are, and in how many it happened; each as often as it counts. */
export function tally(judged: Judged): { readonly rows: number; readonly happened: number } {
  checkRows(judged);
  let [rows, happened] = [0, 0];
  for (let row = 0; row < judged.outcomes.length; row += 1) {
    const weight = judged.weights === undefined ? 1 : (judged.weights[row] ?? 0);
    rows += weight;
    happened += weight * (judged.outcomes[row] ?? 0);
  }
  return { rows, happened };
}

function checkRows({ scores, outcomes, weights }: Judged): void {
  const counts = [scores.length, weights?.length ?? scores.length];
  if (counts.some((count) => count !== outcomes.length)) {
    throw new RangeError(
      `scores, outcomes and weights must be of the same number, got ${scores.length}, ${outcomes.length}, ${weights?.length ?? 'none'}`,
    );
  }
}
