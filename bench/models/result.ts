import type { Spread } from '#shared/domain/evaluation/bootstrap.ts';
import type { ErrorByChance } from '#shared/domain/evaluation/calibration-chance.ts';
import type { Speaker } from './foreseen.ts';

/** Figures by name; those that make no sense for a method are absent. */
export type Figures = Readonly<Record<string, number>>;

/** What one method reaches. */
export type MethodRow = {
  readonly method: string;
  readonly speaker: Speaker;
  readonly figures: Figures;
  /** 95 % interval and standard deviation by resampling whole units, for the main figures of ours. */
  readonly spread?: Readonly<Record<string, Spread>>;
};

/** One table: rows of methods over the same units. */
export type Part = {
  readonly title: string;
  readonly kind:
    | 'probability'
    | 'words'
    | 'dates'
    | 'counts'
    | 'remaining life'
    | 'groups'
    | 'time';
  readonly horizonDays?: number;
  /** Part of the figures of others that it stands beside. */
  readonly beside?: string;
  /** Units scored, and among how many it happened. */
  readonly rows: number;
  readonly positives?: number;
  readonly methods: readonly MethodRow[];
  /** Of the rows, the share for which the product says `none`, `thin` and `enough`. */
  readonly evidence?: Readonly<Record<string, number>>;
  /** Of the probabilities that the product shows, the share told in percent; the others are told in words. */
  readonly inPercent?: number;
};

/** A calibration error, what chance alone leaves on so few rows, and the error less what chance adds. */
export type ShownError = {
  readonly error: number;
  readonly byChance: ErrorByChance;
  readonly corrected: number;
};

/** A figure that has to be reached, and one that is aimed at. */
export type Target = {
  readonly what: string;
  readonly value: number | undefined;
  readonly better: 'higher' | 'lower';
  readonly reach: number;
  readonly aim: number;
  /** A time of this machine on this day: said, but never a reason to fail. */
  readonly isTime?: boolean;
  /** Why it is told and marked, but not judged: the figures of others were not measured this way. */
  readonly apart?: string;
  /** Of a calibration error: what chance alone leaves on so few rows, and the error without it. */
  readonly byChance?: ErrorByChance;
  readonly corrected?: number;
  /** Of what is shown, the share that it speaks of, when not all. */
  readonly share?: number;
  /** Nothing is shown that it could speak of: all is told in words. What it would be as a number. */
  readonly asNumber?: number;
};

/** Whether the data and the protocol are those of the figures measured elsewhere. */
export type Check = {
  readonly what: string;
  readonly expected: number;
  readonly found: number | undefined;
  readonly tolerance: number;
};

export type Found = {
  readonly protocol: string;
  readonly title: string;
  readonly seconds: number;
  readonly parts: readonly Part[];
  readonly targets: readonly Target[];
  readonly checks: readonly Check[];
  readonly notes: readonly string[];
};

export type Verdict = 'aim' | 'reached' | 'in words' | 'missed';

/** A figure is compared as it is, not rounded to the digits of the target. */
export function verdictOf({ value, better, reach, aim, asNumber }: Target): Verdict {
  if (value === undefined) return asNumber === undefined ? 'missed' : 'in words';
  const sign = better === 'higher' ? 1 : -1;
  if (sign * value >= sign * aim) return 'aim';
  return sign * value >= sign * reach ? 'reached' : 'missed';
}

/** Whether forecasts that are as they should be miss it as well in one of twenty cases. */
export const isWithinChance = ({ value, byChance }: Target): boolean =>
  value !== undefined && byChance !== undefined && value <= byChance.most;

export const isSame = ({ expected, found, tolerance }: Check): boolean =>
  found !== undefined && Math.abs(found - expected) <= tolerance;
