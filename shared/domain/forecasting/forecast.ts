import type { Reason } from '#shared/contracts/outbound.ts';

/** `none` means too early to say: no date and no probability may be shown. */
export type Evidence = 'none' | 'thin' | 'enough';

/**
 * How a probability may be told to people: in percent, or in words alone where all forecasts like it
 * are expected to be further off than a number in percent suggests.
 */
export type ToldIn = 'percent' | 'words';

export type ForecastKind = 'replenishment' | 'maintenance' | 'meter-reading' | 'churn';

/** One prediction about one subject of one customer. Days are local days of the shop since 1970-01-01. */
export type Forecast = {
  readonly kind: ForecastKind;
  /** Product, asset, or for churn the empty text. */
  readonly subject: string;
  /** That it happens within `horizonDays` from today; for churn that nothing is bought in them. 0 to 1. */
  readonly probability: number;
  readonly horizonDays: number;
  /** Median day on which it is expected; absent when nothing can be said. */
  readonly expectedDay?: number;
  /** Days by which it has happened with 10 % and 90 % probability. */
  readonly p10Day?: number;
  readonly p90Day?: number;
  /** What the plain rule says (mean interval, fixed service interval), to be beaten. */
  readonly plainDay?: number;
  /** Day of the purchase, service or visit the forecast counts from. */
  readonly anchorDay: number;
  readonly evidence: Evidence;
  readonly toldIn: ToldIn;
  readonly reasons: readonly Reason[];
  readonly modelVersion: string;
};
