import { expect, it } from 'vitest';
import { digestText } from '#functions/report/digest-text.ts';
import type { KpiReport } from '#functions/report/write-report.ts';

type Figure = KpiReport['figures'][number];
const figure = (kpi: string, unit: Figure['unit'], value: number | null, more = {}): Figure => ({
  kpi,
  window: 'last-month',
  value,
  unit,
  numerator: 1,
  denominator: 1,
  ...more,
});

/** The line of the digest that begins with the label. */
function lineOf(label: string, ...figures: readonly Figure[]): string | undefined {
  const report: KpiReport = {
    asOf: '2026-03-10',
    shop: 'Corner shop',
    currency: 'EUR',
    customers: 3,
    groups: {},
    figures: [...figures],
  };
  const { body } = digestText(report, 'en');
  return body.split('\n').find((line) => line.startsWith(label));
}

it('tells a share in percent', () => {
  expect(lineOf('Satisfied', figure('satisfaction', 'share', 0.8123))).toMatch(
    /^Satisfied customers +81\.2 % +too early to say$/,
  );
});

it('tells an effect with its bounds, and alone while it has none', () => {
  const effect = (more = {}) => figure('reminder-effect-buyers', 'share', 0.05, more);
  expect(lineOf('More', effect({ low: -0.01, high: 0.11 }))).toContain('5 % (-1 % to 11 %)');
  expect(lineOf('More', effect({ high: 0.11 }))).not.toContain('(');
  expect(lineOf('More', effect({ low: 0.01 }))).not.toContain('(');
});

it('tells days as days', () => {
  expect(lineOf('Half of', figure('forecast-median-error', 'days', 4))).toContain('4 days');
});
