import type { CalibrationBin } from '#shared/domain/evaluation/calibration.ts';
import type { Gain } from '#shared/domain/evaluation/ranking.ts';
import type { ClaimKind, PlainRule } from './claim.ts';
import type { Example } from './example.ts';
import type { LiveResult } from './tally-live.ts';

/** How a forecast stands against a plain rule, resampling by customer: told apart with 95 % confidence or not. */
export type Verdict = 'better' | 'level' | 'worse';

/** A sentence for people, and whether it speaks for the forecast. */
export type Conclusion = { readonly mark: 'good' | 'level' | 'bad'; readonly text: string };

/** Figures of a probability. Those that the claims cannot give (all or none happened) are absent. */
export type ProbabilityFigures = {
  readonly claims: number;
  /** Share that happened. */
  readonly happened: number;
  readonly auc?: number | undefined;
  readonly averagePrecision?: number | undefined;
  readonly lift10?: number | undefined;
  readonly brier?: number | undefined;
  /** Brier score of saying the share that happened of everybody, to be beaten. */
  readonly brierOfShare: number;
  readonly logLoss?: number | undefined;
  readonly ece?: number | undefined;
  readonly eceEqualWidth?: number | undefined;
};

/** A plain rule beside the forecast, over the claims about which the rule says something. */
export type RankedRule = {
  readonly rule: PlainRule;
  readonly claims: number;
  readonly auc?: number | undefined;
  readonly averagePrecision?: number | undefined;
  readonly lift10?: number | undefined;
  readonly forecastAuc?: number | undefined;
  readonly forecastAveragePrecision?: number | undefined;
  readonly forecastLift10?: number | undefined;
  readonly verdict?: Verdict | undefined;
};

/** Days between the date forecast and the day on which it came. */
export type DateFigures = {
  readonly dates: number;
  readonly mae: number;
  readonly medianAe: number;
  /** Mean of forecast minus actual: above 0 is too late. */
  readonly bias: number;
  readonly within7: number;
  /** Share that came between the 10 % and the 90 % day; 0.8 is meant. */
  readonly coverage80: number;
};

export type DatedRule = {
  readonly rule: PlainRule;
  readonly dates: number;
  readonly mae: number;
  readonly forecastMae: number;
  readonly verdict?: Verdict | undefined;
};

export type Grouped<Figures> = Figures & { readonly group: string };

/** How one kind of forecast did. */
export type KindResult = {
  readonly kind: ClaimKind;
  readonly horizonDays: number;
  /** Forecasts whose outcome is known, forecasts that said "too early to say", and those judged. */
  readonly known: number;
  readonly untold: number;
  readonly figures: ProbabilityFigures;
  readonly byEvidence: readonly Grouped<ProbabilityFigures>[];
  readonly bySeen: readonly Grouped<ProbabilityFigures>[];
  readonly calibration: readonly CalibrationBin[];
  readonly gain: readonly Gain[];
  /** Gain of the plain rule that ranks best. */
  readonly ruleGain?: { readonly rule: PlainRule; readonly gain: readonly Gain[] } | undefined;
  readonly rules: readonly RankedRule[];
  readonly dates?: DateResult | undefined;
  /** What to conclude, in plain words. */
  readonly verdicts: readonly Conclusion[];
};

export type DateResult = {
  readonly windowDays: number;
  /** Dates whose outcome is known; those judged are the same or an even sample. */
  readonly known: number;
  readonly figures: DateFigures;
  readonly byEvidence: readonly Grouped<DateFigures>[];
  readonly bySeen: readonly Grouped<DateFigures>[];
  readonly rules: readonly DatedRule[];
};

/** What a backtest found. Plain data: it can be written as JSON and shown as it is. */
export type BacktestResult = {
  readonly from: string;
  readonly to: string;
  readonly stepDays: number;
  readonly steps: readonly string[];
  readonly learnedAsOf: readonly string[];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly customers: number;
  readonly facts: number;
  readonly consent: 'as recorded' | 'assumed';
  readonly kinds: readonly KindResult[];
  readonly live: LiveResult;
  readonly example?: Example | undefined;
  /** What a reader must know to read the figures right. */
  readonly notes: readonly string[];
};
