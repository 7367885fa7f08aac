import type { ShopSettings } from '#shared/config/shop.ts';
import type { Customer } from '#shared/domain/customer/state.ts';
import { mayProfile } from '#shared/domain/deciding/consent.ts';
import { riskHorizonDays } from '#shared/domain/deciding/risk-horizon.ts';
import { isOursToLose } from '#shared/domain/deciding/risk-level.ts';
import { atRiskDay } from '#shared/domain/forecasting/churn/at-risk-day.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';

/**
 * Day after `today` on which a customer who is not at risk will be if nothing is bought until then;
 * null when they are already, or too little is known to say, or there is no rhythm to break.
 */
export function atRiskDate(
  { fold, book }: Customer,
  model: Model,
  today: number,
  { open, horizonDays }: ShopSettings['risk'],
): string | null {
  if (!mayProfile(fold) || !isOursToLose(fold) || book.risk.level !== 'calm') return null;
  const days = riskHorizonDays(fold, horizonDays);
  if (forecastChurn(fold, model, today, days).evidence === 'none') return null;
  const day = atRiskDay(fold, model, today, open, days);
  return day === undefined || day <= today ? null : isoDate(day);
}
