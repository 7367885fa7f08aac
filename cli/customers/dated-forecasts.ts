import type { Fold } from '#shared/domain/customer/state.ts';
import { mayProfile } from '#shared/domain/deciding/consent.ts';
import { riskHorizonDays } from '#shared/domain/deciding/risk-horizon.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import {
  type DueContributions,
  replenishmentContributions,
} from '#shared/domain/forecasting/intervals/due-contributions.ts';
import { forecastAllMaintenances } from '#shared/domain/forecasting/maintenance.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { missedDay } from '#shared/domain/forecasting/reminder-day.ts';
import { forecastAllReplenishments } from '#shared/domain/forecasting/replenishment.ts';
import { type Told, told } from '#shared/domain/forecasting/told.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';

/** A forecast with dates instead of day numbers, and no number where it is too early to say. */
export type DatedForecast = Pick<
  Forecast,
  'kind' | 'subject' | 'horizonDays' | 'evidence' | 'toldIn' | 'reasons' | 'modelVersion'
> & {
  /** Null while it is too early to say, and where a number would not hold. */
  readonly probability: Told['probability'];
  /** Null while it is too early to say. */
  readonly likelihood: Told['likelihood'] | null;
  readonly countedFrom: string;
  readonly expectedOn: string | null;
  readonly p10: string | null;
  readonly p90: string | null;
  readonly plainRule: string | null;
  /** False once a purchase is so overdue that hardly anybody still makes it; dates are null then. */
  readonly stillExpected: boolean;
  /** Log-odds of a typical pair and what is added to them: together those of what is foreseen. */
  readonly contributions?: DueContributions;
};

/** Churn first, then what is likeliest. Who objects to profiling is not foretold. */
export function datedForecasts(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): DatedForecast[] {
  if (!mayProfile(fold)) return [];
  const needs = [
    ...forecastAllReplenishments(fold, model, today),
    ...forecastAllMaintenances(fold, model, today),
  ];
  needs.sort((a, b) => b.probability - a.probability || (a.subject < b.subject ? -1 : 1));
  const churn = forecastChurn(fold, model, today, riskHorizonDays(fold, horizonDays));
  return [churn, ...needs].map((forecast) => dated(forecast, fold, model, today));
}

function dated(forecast: Forecast, fold: Fold, model: Model, today: number): DatedForecast {
  const { kind, subject, horizonDays, evidence, reasons, modelVersion } = forecast;
  const isTold = evidence !== 'none';
  const stillExpected = !isGivenUp(forecast, fold, model, today);
  const dateOf = (day: number | undefined) => (stillExpected ? isoDateOf(day) : null);
  const contributions =
    isTold && kind === 'replenishment'
      ? replenishmentContributions(fold, subject, model, today, horizonDays)
      : undefined;
  return {
    kind,
    subject,
    ...(isTold ? told(forecast) : { probability: null, toldIn: forecast.toldIn, likelihood: null }),
    horizonDays,
    evidence,
    countedFrom: isoDate(forecast.anchorDay),
    expectedOn: dateOf(forecast.expectedDay),
    p10: dateOf(forecast.p10Day),
    p90: dateOf(forecast.p90Day),
    plainRule: isoDateOf(forecast.plainDay),
    stillExpected,
    reasons: isTold ? reasons : withoutProbabilities(reasons),
    ...(contributions === undefined ? {} : { contributions }),
    modelVersion,
  };
}

/** Probability below which a need that was missed is not expected any more. */
const GIVEN_UP_BELOW = 0.02;

function isGivenUp(
  { kind, subject, probability }: Forecast,
  fold: Fold,
  model: Model,
  today: number,
): boolean {
  if (kind !== 'replenishment' || probability >= GIVEN_UP_BELOW) return false;
  const missed = missedDay(fold, subject, model);
  return missed !== undefined && today > missed;
}

/** What is known stays; what it makes of the probability does not. */
const withoutProbabilities = (reasons: Forecast['reasons']): Forecast['reasons'] =>
  reasons.filter(({ code }) => code !== 'returns').map(({ contribution: _, ...reason }) => reason);

/** Days beyond the year 9999 have no date. */
const isoDateOf = (day: number | undefined): string | null =>
  day === undefined || !(Math.abs(day) < 2_900_000) ? null : isoDate(Math.round(day));
