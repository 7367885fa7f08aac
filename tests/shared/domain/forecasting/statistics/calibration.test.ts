import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashShare } from '#shared/domain/forecasting/statistics/boosted-trees-draw.ts';
import {
  calibrated,
  calibration,
  fitIsotonic,
  fitPlatt,
} from '#shared/domain/forecasting/statistics/calibration.ts';
import { fromLogOdds } from '#shared/domain/forecasting/statistics/odds.ts';

/** Forecasts from -4 to 4 of which the truth is `true(log-odds)`. */
function gradedBy(rows: number, truth: (logOdds: number) => number) {
  const logOdds = Float64Array.from({ length: rows }, (_, row) => 8 * hashShare(1, 0, row) - 4);
  const outcomes = logOdds.map((odds, row) =>
    hashShare(2, 0, row) < fromLogOdds(truth(odds)) ? 1 : 0,
  );
  return { logOdds, outcomes };
}

const overconfident = gradedBy(20_000, (odds) => 0.5 * odds - 0.7);
/** No line: what lies above 0 is all the same. */
const bent = gradedBy(20_000, (odds) => (odds < 0 ? 1.5 * odds - 0.5 : -0.5));

it('finds by how much forecasts are too sure, and to which side', () => {
  const { slope, offset } = fitPlatt(overconfident);
  expect(slope).toBeCloseTo(0.5, 1);
  expect(offset).toBeCloseTo(-0.7, 1);
});

it('is held to the identity where there are few labels', () => {
  const few = gradedBy(60, (odds) => 0.2 * odds);
  expect(fitPlatt(few, 1e6).slope).toBeCloseTo(1, 3);
  const offBy = (ridge: number) => Math.abs(fitPlatt(few, ridge).slope - 1);
  expect(offBy(10)).toBeLessThan(offBy(0) - 0.05);
});

it('bends where the outcomes bend', () => {
  const table = fitIsotonic(bent);
  for (const odds of [-3, -1.5, -0.5]) {
    expect(calibrated(table, odds)).toBeCloseTo(1.5 * odds - 0.5, 0);
  }
  for (const odds of [1, 2, 3]) {
    expect(fromLogOdds(calibrated(table, odds))).toBeCloseTo(fromLogOdds(-0.5), 1);
  }
});

it('pools what violates the order, as least squares under order does', () => {
  const table = fitIsotonic(bent);
  expect(table.to).toEqual(table.to.toSorted((a, b) => a - b));
  expect(table.from).toEqual(table.from.toSorted((a, b) => a - b));
  expect(table.from.length).toBeLessThan(256);
});

it('keeps the order of forecasts, within the table and beyond', () => {
  const table = fitIsotonic(bent);
  const odds = fc.double({ min: -20, max: 20, noNaN: true });
  fc.assert(
    fc.property(odds, odds, (a, b) => {
      fc.pre(a < b);
      expect(calibrated(table, a)).toBeLessThanOrEqual(calibrated(table, b));
    }),
  );
});

it('takes equal forecasts for one', () => {
  const logOdds = new Float64Array(1_000).fill(2);
  const outcomes = Float64Array.from({ length: 1_000 }, (_, row) => (row % 4 === 0 ? 1 : 0));
  const table = fitIsotonic({ logOdds, outcomes });
  expect(table.from).toEqual([2]);
  expect(fromLogOdds(calibrated(table, 2))).toBeCloseTo(0.25, 3);
});

it('wants a thousand labels for a table', () => {
  expect(() => fitIsotonic(gradedBy(999, (odds) => odds))).toThrow('1000 labels or more, got 999');
});

it('is the same after it was stored', () => {
  for (const fitted of [fitPlatt(bent), fitIsotonic(bent)]) {
    expect(calibration.parse(JSON.parse(JSON.stringify(fitted)))).toEqual(fitted);
  }
  expect(calibration.safeParse({ kind: 'isotonic', from: [1, 2], to: [1] }).success).toBe(false);
});
