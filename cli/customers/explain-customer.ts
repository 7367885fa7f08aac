import { asOfDay, type OpenData } from '#cli/open-data.ts';
import { terminal } from '#cli/terminal.ts';
import type { Customer } from '#shared/domain/customer/state.ts';
import { mayProfile } from '#shared/domain/deciding/consent.ts';
import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import { abcClass } from '#shared/domain/forecasting/abc-class.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { valueAtStakeMinor } from '#shared/domain/forecasting/value-at-stake.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { atRiskDate } from './at-risk-date.ts';
import { type DatedForecast, datedForecasts } from './dated-forecasts.ts';
import { explanationText } from './explanation-text.ts';
import { noCustomer } from './missing.ts';

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
    atRiskOn: atRiskDate(customer, model, today, data.shop.risk),
    forecasts: datedForecasts(customer.fold, model, today, data.shop.risk.horizonDays),
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
  /** First day on which the customer is at risk if nothing is bought; null when already, or never. */
  readonly atRiskOn: string | null;
  readonly forecasts: readonly DatedForecast[];
  readonly decisions: readonly {
    readonly at: string;
    readonly what: string;
    readonly detail: Readonly<Record<string, unknown>>;
  }[];
  readonly state: Customer;
};

const standing = ({ fold }: Customer, model: Model, today: number, horizonDays: number) => ({
  stage: lifecycleStage(fold, model, today),
  abcClass: abcClass(fold, model),
  valueAtStakeMinor: Math.round(valueAtStakeMinor(fold, model, today, horizonDays)),
  profiled: mayProfile(fold),
});
