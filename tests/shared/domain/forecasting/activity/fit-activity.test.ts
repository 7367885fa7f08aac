import { describe, expect, it } from 'vitest';
import {
  fitActivity,
  fitActivityOfOrder,
} from '#shared/domain/forecasting/activity/fit-activity.ts';
import { fitBgNbd } from '#shared/domain/forecasting/activity/fit-bg-nbd.ts';
import { collectHistories } from '#shared/domain/forecasting/activity/history-table.ts';
import { cdnowCustomers } from '../cdnow.ts';
import { hasData } from '../read-data.ts';

const SAMPLE = 'cdnow_sample.csv.gz';

describe.skipIf(!hasData(SAMPLE))('fits on the CDNOW sample', () => {
  const histories = collectHistories();
  const customers = hasData(SAMPLE) ? cdnowCustomers(SAMPLE) : [];
  for (const { history } of customers) histories.add(history, 0);
  const table = histories.table();

  it('sees the 2,357 customers with 2,457 repeat purchases', () => {
    expect(customers.length).toBe(2_357);
    expect(customers.reduce((sum, { history }) => sum + history.repeats, 0)).toBe(2_457);
    expect(table.weight.reduce((sum, weight) => sum + weight, 0)).toBe(2_357);
  });

  it('reproduces the BG/NBD of Fader, Hardie & Lee (2005)', () => {
    const { parameters, logLikelihood } = fitBgNbd(table);
    expect(logLikelihood).toBeCloseTo(-9582.43, 2);
    expect(parameters.r).toBeCloseTo(0.2426, 3);
    expect(parameters.alpha).toBeCloseTo(4.4136, 2);
    expect(parameters.a).toBeCloseTo(0.7929, 3);
    expect(parameters.b).toBeCloseTo(2.4259, 2);
  });

  it('reproduces the MBG/NBD reference', () => {
    const { parameters, logLikelihood } = fitActivityOfOrder(table, 1);
    expect(logLikelihood).toBeCloseTo(-9582.14, 2);
    expect(parameters.r).toBeCloseTo(0.5248, 3);
    expect(parameters.alpha).toBeCloseTo(6.1831, 2);
    expect(parameters.a).toBeCloseTo(0.8914, 3);
    expect(parameters.b).toBeCloseTo(1.614, 3);
  });

  it('fits all three orders in under two seconds of processor time', () => {
    const before = process.cpuUsage();
    fitActivity(table);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(2);
  });
});

describe('the table of histories', () => {
  it('shares rows, and rounds times rather than outgrow its limit', () => {
    const histories = collectHistories(50);
    for (let day = 0; day < 1_000; day += 1) {
      histories.add({ repeats: 1, lastAt: day, observed: 1_000 }, 0);
    }
    const table = histories.table();
    expect(table.rows).toBeLessThanOrEqual(50);
    expect(table.weight.reduce((sum, weight) => sum + weight, 0)).toBe(1_000);
  });

  it('cannot be fitted when empty', () => {
    expect(() => fitActivity(collectHistories().table())).toThrow(RangeError);
  });
});
