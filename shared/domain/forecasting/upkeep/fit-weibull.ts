import { bisect } from '../statistics/bisect.ts';

/** Spells of one length in days (above 0): how many ended in a failure and how many otherwise. */
export type SpellRow = {
  readonly days: number;
  readonly failed: number;
  readonly censored: number;
  /** Age from which on a failure would have been known; 0 when absent. */
  readonly from?: number;
};

const SHAPES = { least: 0.2, most: 8 } as const;

/**
 * Weibull scale and shape by maximum likelihood; planned replacements and running spells are
 * censored, and spells of which only the end was watched count from there (left truncation): t^b
 * stands for t^b - from^b. The shape solves sum t^b ln t / sum t^b - 1/b = mean ln t of failures
 * (the profile likelihood), the scale is (sum t^b / failures)^(1/b).
 * @throws RangeError when nothing failed or a spell is not longer than 0 days.
 */
export function fitWeibull(rows: readonly SpellRow[]): { eta: number; beta: number } {
  let [failures, sumLog] = [0, 0];
  for (const { days, failed } of rows) {
    if (!(days > 0)) throw new RangeError(`a spell must be longer than 0 days, got ${days}`);
    failures += failed;
    sumLog += failed * Math.log(days);
  }
  if (failures === 0) throw new RangeError('no failure to learn a hazard from');
  const longest = rows.reduce((most, { days }) => Math.max(most, days), 0);
  const moments = (beta: number): { sum: number; weighted: number } => {
    let [sum, weighted] = [0, 0];
    for (const { days, failed, censored, from = 0 } of rows) {
      const power = (failed + censored) * (days / longest) ** beta;
      sum += power;
      weighted += power * Math.log(days);
      if (from === 0) continue;
      const unseen = (failed + censored) * (from / longest) ** beta;
      sum -= unseen;
      weighted -= unseen * Math.log(from);
    }
    return { sum, weighted };
  };
  const tooSteep = (beta: number): boolean => {
    const { sum, weighted } = moments(beta);
    return weighted / sum - 1 / beta >= sumLog / failures;
  };
  const beta = bisect(tooSteep, SHAPES.least, SHAPES.most, 1e-6);
  return { beta, eta: longest * (moments(beta).sum / failures) ** (1 / beta) };
}
