import { COUNTERS, type Counter } from './counters.ts';
import type { KpiSums } from './sums.ts';
import { amountOf, type Tally } from './tally.ts';
import type { WindowName } from './windows.ts';

export type KpiUnit = 'share' | 'money-minor' | 'minutes' | 'days' | 'score' | 'customers';

/** What a KPI is, in words for its readers. */
export type Description = {
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly unit: KpiUnit;
  /** Events and counters it is made of. */
  readonly source: string;
};

/** A value is numerator / denominator; without a denominator above 0 it is too early to say. */
export type Ratio = { readonly numerator: number; readonly denominator: number };

/** A KPI in words and as a calculation over one window's tally. */
export type Definition = Description & {
  /** Spans over which it is told; `now` looks at today's state instead of a span. */
  readonly windows: readonly (WindowName | 'now')[];
  readonly of: (window: Tally, sums: KpiSums) => Ratio;
};

export const everyWindow = ['this-month', 'last-month', 'last-12-months'] as const;

export const ratio = (numerator: number, denominator: number): Ratio => ({
  numerator,
  denominator,
});

/** What was counted in the window. */
export const counted = (window: Tally, counter: Counter): number =>
  amountOf(window, COUNTERS[counter]);
