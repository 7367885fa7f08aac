import type { Customer } from '#shared/domain/customer/state.ts';
import { mayProfile } from '#shared/domain/deciding/consent.ts';
import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import { riskHorizonDays } from '#shared/domain/deciding/risk-horizon.ts';
import { abcClass } from '#shared/domain/forecasting/abc-class.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import { forecastAllMaintenances } from '#shared/domain/forecasting/maintenance.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { forecastAllReplenishments } from '#shared/domain/forecasting/replenishment.ts';
import { valueAtStakeMinor } from '#shared/domain/forecasting/value-at-stake.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { explanationText } from './explanation-text.ts';
import { noCustomer } from './missing.ts';
import { asOfDay, type OpenData } from './open-data.ts';
import { terminal } from './terminal.ts';

/** What is known of one customer, what is foreseen and why, and all that was decided and why. */
export async function explainCustomer(
  data: OpenData,
  customerId: string,
  json: boolean,
): Promise<void> {
  const [customer, model, today, notes] = await Promise.all([
    data.customers.load(customerId),
    data.model(),
    asOfDay(data),
    data.ledger.notes(customerId),
  ]);
  if (customer === undefined) throw noCustomer(customerId);
  const explanation = {
    customerId,
    asOf: isoDate(today),
    currency: data.shop.currency,
    ...standing(customer, model, today, data.shop.risk.horizonDays),
    heldOut: isHeldOut(customerId, data.shop),
    forecasts: forecastsOf(customer, model, today, data.shop.risk.horizonDays).map(dated),
    decisions: notes.map(({ atMs, kind, what, detail }) => ({
      at: new Date(atMs).toISOString(),
      kind,
      what,
      detail,
    })),
    state: { fold: customer.fold, book: customer.book },
  };
  if (json) terminal.printJson(explanation);
  else terminal.print(explanationText(explanation));
}

export type Explanation = {
  readonly customerId: string;
  readonly asOf: string;
  readonly currency: string;
  readonly stage: string;
  readonly abcClass: string;
  readonly valueAtStakeMinor: number;
  readonly profiled: boolean;
  readonly heldOut: boolean;
  readonly forecasts: readonly DatedForecast[];
  readonly decisions: readonly {
    readonly at: string;
    readonly what: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
  readonly state: Customer;
};

/** A forecast with dates instead of day numbers. */
export type DatedForecast = Pick<
  Forecast,
  'kind' | 'subject' | 'probability' | 'horizonDays' | 'evidence' | 'reasons' | 'modelVersion'
> & {
  readonly countedFrom: string;
  readonly expectedOn: string | null;
  readonly p10: string | null;
  readonly p90: string | null;
  readonly plainRule: string | null;
};

const standing = ({ fold }: Customer, model: Model, today: number, horizonDays: number) => ({
  stage: lifecycleStage(fold, model, today),
  abcClass: abcClass(fold, model),
  valueAtStakeMinor: Math.round(valueAtStakeMinor(fold, model, today, horizonDays)),
  profiled: mayProfile(fold),
});

/** Churn first, then what is likeliest. Who objects to profiling is not foretold. */
function forecastsOf(
  { fold }: Customer,
  model: Model,
  today: number,
  horizonDays: number,
): Forecast[] {
  if (!mayProfile(fold)) return [];
  const needs = [
    ...forecastAllReplenishments(fold, model, today),
    ...forecastAllMaintenances(fold, model, today),
  ];
  needs.sort((a, b) => b.probability - a.probability || (a.subject < b.subject ? -1 : 1));
  return [forecastChurn(fold, model, today, riskHorizonDays(fold, horizonDays)), ...needs];
}

function dated(forecast: Forecast): DatedForecast {
  const { kind, subject, probability, horizonDays, evidence, reasons, modelVersion } = forecast;
  return {
    kind,
    subject,
    probability,
    horizonDays,
    evidence,
    countedFrom: isoDate(forecast.anchorDay),
    expectedOn: dateOf(forecast.expectedDay),
    p10: dateOf(forecast.p10Day),
    p90: dateOf(forecast.p90Day),
    plainRule: dateOf(forecast.plainDay),
    reasons,
    modelVersion,
  };
}

/** Days beyond the year 9999 have no date. */
const dateOf = (day: number | undefined): string | null =>
  day === undefined || !(Math.abs(day) < 2_900_000) ? null : isoDate(Math.round(day));
