import type { Evidence } from '#shared/domain/forecasting/forecast.ts';

/** What a backtest judges apart. */
export const CLAIM_KINDS = ['replenishment', 'maintenance', 'churn'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** Rules that anybody could follow without a model. */
export type PlainRule =
  | 'recency'
  | 'count'
  | 'age'
  | 'last interval'
  | 'mean interval'
  | 'fixed interval';

/** A probability that was forecast, and what came of it. */
export type Claim = {
  /** Position of the customer in the data, to resample by. */
  readonly customer: number;
  readonly probability: number;
  readonly happened: 0 | 1;
  readonly evidence: Evidence;
  /** Purchases, visits or services known when it was made. */
  readonly seen: number;
  /** How likely each rule holds it, higher is likelier; a rule that has nothing to say is absent. */
  readonly rules: ReadonlyMap<PlainRule, number>;
};

/** A date that was forecast and did come. Days after the day of the forecast. */
export type DatedClaim = {
  readonly customer: number;
  readonly evidence: Evidence;
  readonly seen: number;
  readonly foreseen: number;
  readonly p10: number;
  readonly p90: number;
  readonly came: number;
  /** What each rule says; never before tomorrow. */
  readonly rules: ReadonlyMap<PlainRule, number>;
};

/** All that one kind of forecast claimed on one day about one customer. */
export type Claims = {
  readonly claims: readonly Claim[];
  readonly dated: readonly DatedClaim[];
  /** Forecasts that said "too early to say". */
  readonly untold: number;
};

/** Dates count when what was foreseen came within so many days, all of them in the data. */
export const DATE_WINDOW_DAYS = 60;
