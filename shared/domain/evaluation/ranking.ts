import { byScore, type Judged, tally, ties } from './judged.ts';

/**
 * Area under the ROC curve: the share of (happened, did not happen) pairs in which the one that
 * happened has the higher score, equal scores counting half. 0.5 is chance. Undefined when it
 * happened to all or to none. Source: Hanley & McNeil 1982; Mann & Whitney 1947.
 */
export function areaUnderCurve(judged: Judged, order?: Uint32Array): number | undefined {
  const total = tally(judged);
  const others = total.rows - total.happened;
  if (!(total.happened > 0) || !(others > 0)) return undefined;
  let [above, won] = [0, 0];
  for (const { happened, rows } of ties(judged, order)) {
    const missed = rows - happened;
    won += missed * (above + happened / 2);
    above += happened;
  }
  return won / (total.happened * others);
}

/**
 * Average precision: the mean, over all that happened, of the share of those scored at least as
 * high that happened too. Equal scores are one step. Undefined when nothing happened.
 * Source: the sum of (R_k - R_k-1) P_k, as scikit-learn defines `average_precision_score`.
 */
export function averagePrecision(judged: Judged, order?: Uint32Array): number | undefined {
  const total = tally(judged);
  if (!(total.happened > 0)) return undefined;
  let [found, seen, sum] = [0, 0, 0];
  for (const { happened, rows } of ties(judged, order)) {
    found += happened;
    seen += rows;
    sum += happened * (found / seen);
  }
  return sum / total.happened;
}

/**
 * How much more often it happened among the `share` (0 to 1, 0.1 for the top tenth) with the
 * highest scores than among all. Where the limit cuts through equal scores they count in part.
 * Undefined when nothing happened. @throws RangeError when the share is not above 0 and up to 1.
 */
export function lift(judged: Judged, share = 0.1, order?: Uint32Array): number | undefined {
  const captured = capturedShare(judged, share, order);
  return captured === undefined ? undefined : captured / share;
}

/** Share of all that happened found among the `share` of rows with the highest scores; see `lift`. */
export function capturedShare(
  judged: Judged,
  share: number,
  order?: Uint32Array,
): number | undefined {
  if (!(share > 0 && share <= 1)) {
    throw new RangeError(`a share must lie above 0 and up to 1, got ${share}`);
  }
  const total = tally(judged);
  if (!(total.happened > 0)) return undefined;
  const wanted = share * total.rows;
  let [found, seen] = [0, 0];
  for (const { happened, rows } of ties(judged, order)) {
    const taken = Math.min(rows, wanted - seen);
    if (!(taken > 0)) break;
    found += (happened * taken) / rows;
    seen += taken;
  }
  return found / total.happened;
}

/** One point of the cumulative gain: among the top `rows` share lies the `happened` share of all that happened. */
export type Gain = { readonly rows: number; readonly happened: number };

/** The cumulative gain at `steps` equal steps, the start (0, 0) included. Empty when nothing happened. */
export function gainCurve(judged: Judged, steps = 20): Gain[] {
  const gains: Gain[] = [{ rows: 0, happened: 0 }];
  const order = byScore(judged.scores);
  for (let step = 1; step <= steps; step += 1) {
    const happened = capturedShare(judged, step / steps, order);
    if (happened === undefined) return [];
    gains.push({ rows: step / steps, happened });
  }
  return gains;
}
