import { type Judged, tally } from './judged.ts';

/** Forecasts of about the same probability, and how often they came true. */
export type CalibrationBin = {
  readonly rows: number;
  /** Mean probability and share that happened, both 0 to 1. */
  readonly foreseen: number;
  readonly happened: number;
};

/**
 * Bins of the same number of forecasts (give or take one), from the lowest probability to the
 * highest; those without a forecast are left out. Equal forecasts may fall into two bins.
 */
export function equalCountBins(judged: Judged, bins = 10): CalibrationBin[] {
  checkBins(bins);
  const total = tally(judged).rows;
  const found: MutableBin[] = Array.from({ length: bins }, () => ({ rows: 0, p: 0, y: 0 }));
  let before = 0;
  for (const row of fromLowest(judged.scores)) {
    const weight = judged.weights === undefined ? 1 : (judged.weights[row] ?? 0);
    if (weight === 0) continue;
    addRow(found, Math.floor(((before + weight / 2) / total) * bins), judged, row, weight);
    before += weight;
  }
  return filled(found);
}

/** Bins of the same width of probability, 0 to 1; those without a forecast are left out. */
export function equalWidthBins(judged: Judged, bins = 10): CalibrationBin[] {
  checkBins(bins);
  tally(judged);
  const found: MutableBin[] = Array.from({ length: bins }, () => ({ rows: 0, p: 0, y: 0 }));
  for (let row = 0; row < judged.scores.length; row += 1) {
    const weight = judged.weights === undefined ? 1 : (judged.weights[row] ?? 0);
    addRow(found, Math.floor((judged.scores[row] ?? 0) * bins), judged, row, weight);
  }
  return filled(found);
}

/**
 * Expected calibration error: the mean distance, over all forecasts, between what their bin
 * foresaw and what happened, 0 to 1. Undefined without bins. Source: Naeini, Cooper & Hauskrecht 2015.
 */
export function calibrationError(bins: readonly CalibrationBin[]): number | undefined {
  const total = bins.reduce((sum, { rows }) => sum + rows, 0);
  if (total === 0) return undefined;
  const off = bins.reduce(
    (sum, { rows, foreseen, happened }) => sum + rows * Math.abs(foreseen - happened),
    0,
  );
  return off / total;
}

function fromLowest(scores: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: scores.length }, (_, at) => at);
  return order.sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b);
}

type MutableBin = { rows: number; p: number; y: number };

function addRow(
  bins: readonly MutableBin[],
  at: number,
  { scores, outcomes }: Judged,
  row: number,
  weight: number,
): void {
  const bin = bins[Math.min(Math.max(at, 0), bins.length - 1)];
  if (bin === undefined) return;
  bin.rows += weight;
  bin.p += weight * (scores[row] ?? 0);
  bin.y += weight * (outcomes[row] ?? 0);
}

const filled = (bins: readonly MutableBin[]): CalibrationBin[] =>
  bins
    .filter(({ rows }) => rows > 0)
    .map(({ rows, p, y }) => ({ rows, foreseen: p / rows, happened: y / rows }));

function checkBins(bins: number): void {
  if (!(Number.isInteger(bins) && bins >= 1)) {
    throw new RangeError(`expected a whole number of bins, at least 1, got ${bins}`);
  }
}
