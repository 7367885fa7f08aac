import type * as z from 'zod';
import type { Customer, Fold, riskLevel } from '#shared/domain/customer/state.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';
import type { DecideContext } from './context.ts';

export type RiskLevel = z.infer<typeof riskLevel>;

/** A level, and whether reaching it is worth telling. */
export type NextRiskLevel = { readonly level: RiskLevel; readonly isNews: boolean };

/** Visits that make a rhythm whose breaking off means something: three gaps; two are often chance. */
const VISITS_OF_A_RHYTHM = 4;

/**
 * Levels with hysteresis: a case opens at `open` and closes below the lower `close` after the dwell
 * time, or at once when the customer buys again and no complaint is open. Who is long gone when
 * first looked at (an imported history) is lost without news: there was no moment at which anybody
 * could have acted. Who has just stopped is at risk however sure the forecast is.
 */
export function nextRiskLevel(
  { fold, book }: Customer,
  forecast: Forecast,
  { shop, calendar, model, nowMs, today }: DecideContext,
): NextRiskLevel {
  const { level, sinceMs } = book.risk;
  const { open, close, lost, dwellDays } = shop.risk;
  const { probability } = forecast;
  const hasBought = level !== 'calm' && (fold.visits?.last ?? 0) > calendar.dayOf(sinceMs);
  const isUnresolved = level === 'at-risk' && Object.keys(fold.complaints).length > 0;
  if (hasBought && !isUnresolved && probability < open) return { level: 'calm', isNews: true };
  if (forecast.evidence === 'none') return { level, isNews: false };
  const hasDwelt = nowMs - sinceMs >= dwellDays * DAY_MS;
  switch (level) {
    case 'calm':
      if (probability >= lost && lifecycleStage(fold, model, today) === 'lost') {
        return { level: 'lost', isNews: false };
      }
      return {
        level: probability >= open && isOursToLose(fold) ? 'at-risk' : 'calm',
        isNews: true,
      };
    case 'at-risk':
      if (hasDwelt && probability >= lost) return { level: 'lost', isNews: true };
      if (hasDwelt && probability < close) return { level: 'calm', isNews: true };
      return { level, isNews: false };
    case 'lost':
      return { level, isNews: false };
  }
}

/**
 * Somebody to lose: a customer with a rhythm of visits, a subscription, or something to complain
 * about. Most who came once never come again; a case for each of them would hide the others.
 */
export const isOursToLose = (fold: Fold): boolean =>
  (fold.visits?.n ?? 0) >= VISITS_OF_A_RHYTHM ||
  Object.keys(fold.subscriptions).length > 0 ||
  Object.keys(fold.complaints).length > 0;
