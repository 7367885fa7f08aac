import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import type { Book, Customer } from '#shared/domain/customer/state.ts';
import { abcClass } from '#shared/domain/forecasting/abc-class.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import { told } from '#shared/domain/forecasting/told.ts';
import { valueAtStakeMinor } from '#shared/domain/forecasting/value-at-stake.ts';
import { type Counter, count } from '#shared/domain/kpi/counters.ts';
import { stableId } from '#shared/domain/stable-hash.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import { mayProfile } from './consent.ts';
import type { DecideContext } from './context.ts';
import { eventAbout } from './decision-event.ts';
import { riskHorizonDays } from './risk-horizon.ts';
import { nextRiskLevel, type RiskLevel } from './risk-level.ts';
import { suggestedAction } from './suggested-action.ts';

/**
 * The book after looking at whether the customer is leaving. A change of level is counted for
 * everybody and told to support unless the customer is in the control group.
 */
export function assessRisk(customer: Customer, context: DecideContext): Book {
  const { fold, book } = customer;
  if (!mayProfile(fold)) return book.risk.level === 'calm' ? book : withdrawn(book, context);
  const horizonDays = riskHorizonDays(fold, context.shop.risk.horizonDays);
  const forecast = forecastChurn(fold, context.model, context.today, horizonDays);
  const { level, isNews } = nextRiskLevel(customer, forecast, context);
  if (level === book.risk.level) return book;
  const caseId =
    level === 'at-risk' || book.risk.caseId === undefined
      ? stableId(`${context.customerId}|case|${context.nowMs}`)
      : book.risk.caseId;
  const risk = {
    level,
    sinceMs: context.nowMs,
    probability: Math.round(forecast.probability * 1e4) / 1e4,
    ...(level === 'calm' ? {} : { caseId }),
  };
  const months = isNews
    ? count(book.months, monthOf(context.today), COUNTER_OF_LEVEL[level])
    : book.months;
  const isTold = isNews && !context.heldOut;
  const outbox = isTold
    ? [...book.outbox, riskEvent(customer, forecast, level, caseId, context)]
    : book.outbox;
  return { ...book, risk, months, outbox };
}

const COUNTER_OF_LEVEL: Readonly<Record<RiskLevel, Counter>> = {
  calm: 'recovered',
  'at-risk': 'atRisk',
  lost: 'lost',
};

const EVENT_OF_LEVEL = {
  calm: 'Customer Recovered',
  'at-risk': 'Customer At Risk',
  lost: 'Customer Lost',
} as const;

/** Who objects to profiling is no case any more; support is told only that. */
function withdrawn(book: Book, context: DecideContext): Book {
  const { caseId } = book.risk;
  const calm = {
    ...book,
    risk: { level: 'calm' as const, sinceMs: context.nowMs, probability: 0 },
  };
  if (caseId === undefined || context.heldOut) return calm;
  const closing = eventAbout(context, 'Customer Recovered', `${caseId}|withdrawn`, {
    caseId,
    probability: null,
    valueAtStakeMinor: 0,
    currency: context.shop.currency,
    abcClass: 'C',
    stage: 'withdrawn',
    reasons: [],
    suggestedAction: 'Close the case: the customer does not want to be assessed',
  });
  return { ...calm, outbox: [...book.outbox, closing] };
}

function riskEvent(
  { fold }: Customer,
  forecast: Forecast,
  level: RiskLevel,
  caseId: string,
  context: DecideContext,
): OutboundEvent {
  const { model, today, shop } = context;
  return eventAbout(context, EVENT_OF_LEVEL[level], `${caseId}|${level}`, {
    caseId,
    ...(forecast.evidence === 'none' ? { probability: null } : told(forecast)),
    horizonDays: forecast.horizonDays,
    valueAtStakeMinor: Math.round(valueAtStakeMinor(fold, model, today, shop.risk.horizonDays)),
    currency: shop.currency,
    abcClass: abcClass(fold, model),
    stage: lifecycleStage(fold, model, today),
    reasons: [...forecast.reasons],
    suggestedAction: suggestedAction(fold),
  });
}
