import { describe, expect, it } from 'vitest';
import { expectedSpend } from '#shared/domain/forecasting/spend/expected-spend.ts';
import { fitSpend } from '#shared/domain/forecasting/spend/fit-spend.ts';
import { cdnowCustomers } from '../cdnow.ts';
import { hasData } from '../read-data.ts';

const SAMPLE = 'cdnow_sample.csv.gz';

describe.skipIf(!hasData(SAMPLE))('Gamma-Gamma on the CDNOW sample', () => {
  it('reproduces the published parameters on 946 repeaters', () => {
    const rows = cdnowCustomers(SAMPLE)
      .map(({ repeatAmounts }) => ({
        purchases: repeatAmounts.length,
        mean: repeatAmounts.reduce((sum, amount) => sum + amount, 0) / repeatAmounts.length,
      }))
      .filter(({ purchases, mean }) => purchases > 0 && mean > 0);
    expect(rows.length).toBe(946);
    const { parameters, logLikelihood } = fitSpend(rows);
    expect(parameters.p).toBeCloseTo(6.25, 2);
    expect(parameters.q).toBeCloseTo(3.744, 2);
    expect(parameters.v).toBeCloseTo(15.444, 1);
    expect(logLikelihood).toBeCloseTo(-4055.92, 2);
  });
});

describe('expected spend', () => {
  const cdnow = { p: 6.25, q: 3.744, v: 15.444 };

  it('is the mean of the population without purchases', () => {
    expect(expectedSpend(cdnow, 0, 0)).toBeCloseTo((6.25 * 15.444) / 2.744, 10);
  });

  it('approaches the own mean with many purchases', () => {
    expect(expectedSpend(cdnow, 10_000, 80)).toBeCloseTo(80, 1);
  });

  it('refuses what is not a number', () => {
    expect(() => expectedSpend(cdnow, Number.NaN, 1)).toThrow(RangeError);
    expect(() => fitSpend([])).toThrow(RangeError);
  });
});
