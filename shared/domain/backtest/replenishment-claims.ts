import { type PairView, viewPair } from '#shared/domain/customer/pair.ts';
import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { forecastAllReplenishments } from '#shared/domain/forecasting/replenishment.ts';
import { firstAfter } from '#shared/domain/forecasting/training/timeline.ts';
import type { Claim, Claims, DatedClaim } from './claim.ts';
import { datedClaim, lastGap, meanGap, saying } from './dated-claim.ts';
import type { LookedAt } from './looked-at.ts';

/** Days within which a product must be bought again for the probability to have come true. */
export const REPLENISHMENT_DAYS = 14;

/** That products are bought again within two weeks, and when. */
export function replenishmentClaims(looked: LookedAt): Claims {
  const { fold, model, today, timeline } = looked;
  const claims: Claim[] = [];
  const dated: DatedClaim[] = [];
  let untold = 0;
  for (const forecast of forecastAllReplenishments(fold, model, today, REPLENISHMENT_DAYS)) {
    const pair = viewPair(fold.pairs[forecast.subject] ?? [0, 0]);
    if (pair === undefined) continue;
    if (forecast.evidence === 'none') {
      untold += 1;
      continue;
    }
    const days = timeline.products.get(forecast.subject) ?? [];
    const claim = claimOf(forecast, pair, days, looked);
    if (claim !== undefined) claims.push(claim);
    const date = dateOf(forecast, pair, days, looked);
    if (date !== undefined) dated.push(date);
  }
  return { claims, dated, untold };
}

function claimOf(
  { probability, evidence }: Forecast,
  pair: PairView,
  days: readonly number[],
  { customer, today, lastDay }: LookedAt,
): Claim | undefined {
  const until = today + REPLENISHMENT_DAYS;
  if (until > lastDay) return undefined;
  const next = firstAfter(days, today);
  const happened = next !== undefined && next <= until ? 1 : 0;
  const middle = today + REPLENISHMENT_DAYS / 2;
  /* Due in the middle of the time asked about is likeliest; long overdue is as unlikely as far off. */
  const nearness = (gap: number | undefined): number | undefined =>
    gap === undefined ? undefined : -Math.abs(pair.lastDay + gap - middle);
  const rules = saying([
    ['recency', pair.lastDay - today],
    ['count', pair.days],
    ['age', today - pair.firstDay],
    ['last interval', nearness(lastGap(days, today))],
    ['mean interval', nearness(meanGap(pair.firstDay, pair.lastDay, pair.days))],
  ]);
  return { customer, probability, happened, evidence, seen: pair.days, rules };
}

function dateOf(
  forecast: Forecast,
  pair: PairView,
  days: readonly number[],
  { customer, today, lastDay }: LookedAt,
): DatedClaim | undefined {
  const after = (gap: number | undefined): number | undefined =>
    gap === undefined ? undefined : pair.lastDay + gap;
  return datedClaim({
    customer,
    forecast,
    today,
    lastDay,
    days,
    seen: pair.days,
    rules: [
      ['last interval', after(lastGap(days, today))],
      ['mean interval', after(meanGap(pair.firstDay, pair.lastDay, pair.days))],
    ],
  });
}
