import type { Customer } from '#shared/domain/customer/state.ts';
import { mayProfile } from '#shared/domain/deciding/consent.ts';
import { abcClass } from '#shared/domain/forecasting/abc-class.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import { maintenancesWithin } from '#shared/domain/forecasting/maintenance.ts';
import { missedDay } from '#shared/domain/forecasting/reminder-day.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { valueAtStakeMinor } from '#shared/domain/forecasting/value-at-stake.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import type { DecideContext } from './context.ts';
import type { DueRow, RiskRow } from './outlook.ts';
import { riskHorizonDays } from './risk-horizon.ts';
import { isOursToLose } from './risk-level.ts';

/** How far ahead the due list looks. */
export const AHEAD_DAYS = 30;

/** What the customer will need within the next 30 days or needs already, as far as can be said. */
export function dueRows({ fold }: Customer, context: DecideContext): DueRow[] {
  const { model, today, customerId } = context;
  if (!mayProfile(fold)) return [];
  const averageMinor = fold.orders === 0 ? 0 : fold.spentMinor / fold.orders;
  const replenishments = Object.keys(fold.pairs).flatMap((productId) => {
    const until = missedDay(fold, productId, model);
    const isOpen = until !== undefined && today <= until;
    return isOpen ? [forecastReplenishment(fold, productId, model, today)] : [];
  });
  const maintenances = maintenancesWithin(fold, model, today, AHEAD_DAYS);
  return [...replenishments, ...maintenances].flatMap((forecast) =>
    dueRow(forecast, customerId, today, averageMinor),
  );
}

function dueRow(
  forecast: Forecast,
  customerId: string,
  today: number,
  valueMinor: number,
): DueRow[] {
  const { kind, evidence, expectedDay, p10Day, p90Day } = forecast;
  if (kind === 'churn' || evidence === 'none') return [];
  if (expectedDay === undefined || p10Day === undefined || p90Day === undefined) return [];
  if (expectedDay > today + AHEAD_DAYS) return [];
  return [
    {
      customerId,
      kind,
      subject: forecast.subject,
      expectedOn: isoDate(Math.round(expectedDay)),
      p10: isoDate(Math.floor(p10Day)),
      p90: isoDate(Math.ceil(p90Day)),
      probability: forecast.probability,
      toldIn: forecast.toldIn,
      horizonDays: forecast.horizonDays,
      evidence,
      overdue: (forecast.plainDay ?? expectedDay) < today,
      valueMinor: Math.round(valueMinor * forecast.probability),
      reasons: [...forecast.reasons],
    },
  ];
}

/** The customer's line on the at-risk list; undefined when they are calm or nothing can be said. */
export function riskRowOf({ fold, book }: Customer, context: DecideContext): RiskRow | undefined {
  const { model, today, shop, customerId } = context;
  if (!mayProfile(fold)) return undefined;
  const isAtRisk = book.risk.level === 'at-risk';
  if (!isAtRisk && (book.risk.level === 'lost' || !isOursToLose(fold))) return undefined;
  const horizonDays = riskHorizonDays(fold, shop.risk.horizonDays);
  const forecast = forecastChurn(fold, model, today, horizonDays);
  if (forecast.evidence === 'none') return undefined;
  if (!isAtRisk && forecast.probability < shop.risk.open) return undefined;
  const stage = lifecycleStage(fold, model, today);
  if (!isAtRisk && stage === 'lost') return undefined;
  return {
    customerId,
    probability: forecast.probability,
    toldIn: forecast.toldIn,
    horizonDays: forecast.horizonDays,
    evidence: forecast.evidence,
    level: book.risk.level,
    valueAtStakeMinor: Math.round(valueAtStakeMinor(fold, model, today, shop.risk.horizonDays)),
    abcClass: abcClass(fold, model),
    stage,
    reasons: [...forecast.reasons],
  };
}
