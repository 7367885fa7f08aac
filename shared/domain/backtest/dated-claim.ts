import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { firstAfter } from '#shared/domain/forecasting/training/timeline.ts';
import { DATE_WINDOW_DAYS, type DatedClaim, type PlainRule } from './claim.ts';

/** A forecast date beside the day on which it came. */
export type DateQuestion = {
  readonly customer: number;
  readonly forecast: Forecast;
  readonly today: number;
  readonly lastDay: number;
  /** Ascending days of what is foreseen, later ones included. */
  readonly days: readonly number[];
  readonly seen: number;
  /** Days on which the plain rules expect it. */
  readonly rules: readonly (readonly [PlainRule, number | undefined])[];
};

/** Undefined when no date was given, or it did not come while it was looked for. */
export function datedClaim(question: DateQuestion): DatedClaim | undefined {
  const { customer, forecast, today, lastDay, days, seen, rules } = question;
  const { expectedDay, p10Day, p90Day, evidence } = forecast;
  if (evidence === 'none' || expectedDay === undefined) return undefined;
  if (p10Day === undefined || p90Day === undefined) return undefined;
  if (today + DATE_WINDOW_DAYS > lastDay) return undefined;
  const came = firstAfter(days, today);
  if (came === undefined || came > today + DATE_WINDOW_DAYS) return undefined;
  const said = rules.flatMap(([rule, day]) =>
    day === undefined ? [] : [[rule, Math.max(day - today, 1)] as const],
  );
  return {
    customer,
    evidence,
    seen,
    foreseen: expectedDay - today,
    p10: p10Day - today,
    p90: p90Day - today,
    came: came - today,
    rules: new Map(said),
  };
}

/** Length of the last gap between ascending days up to `today`. Undefined with fewer than two. */
export function lastGap(days: readonly number[], today: number): number | undefined {
  const known = days.findLastIndex((day) => day <= today);
  const [before, last] = [days[known - 1], days[known]];
  return known < 1 || before === undefined || last === undefined ? undefined : last - before;
}

/** Mean gap between `count` days, the first and the last of which are given. */
export const meanGap = (first: number, last: number, count: number): number | undefined =>
  count < 2 ? undefined : (last - first) / (count - 1);

/** The rules that have something to say. */
export const saying = (
  rules: readonly (readonly [PlainRule, number | undefined])[],
): ReadonlyMap<PlainRule, number> =>
  new Map(rules.flatMap(([rule, value]) => (value === undefined ? [] : [[rule, value] as const])));
