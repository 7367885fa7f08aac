import type { Forecast } from '#shared/domain/forecasting/forecast.ts';
import { forecastAllMaintenances } from '#shared/domain/forecasting/maintenance.ts';
import { firstAfter, partOf, type Timeline } from '#shared/domain/forecasting/training/timeline.ts';
import type { Claim, Claims, DatedClaim, PlainRule } from './claim.ts';
import { datedClaim, lastGap, meanGap, saying } from './dated-claim.ts';
import type { LookedAt } from './looked-at.ts';

/** Days within which an asset must be serviced for the probability to have come true. */
export const MAINTENANCE_DAYS = 30;

/** That assets are serviced, for whatever cause, within thirty days, and when. */
export function maintenanceClaims(looked: LookedAt): Claims {
  const { fold, model, today, timeline } = looked;
  const claims: Claim[] = [];
  const dated: DatedClaim[] = [];
  let untold = 0;
  for (const forecast of forecastAllMaintenances(fold, model, today, MAINTENANCE_DAYS)) {
    if (forecast.evidence === 'none') {
      untold += 1;
      continue;
    }
    const days = serviceDays(timeline, forecast.subject);
    const since = fold.assets[forecast.subject]?.since ?? forecast.anchorDay;
    const claim = claimOf(forecast, since, days, looked);
    if (claim !== undefined) claims.push(claim);
    const date = dateOf(forecast, since, days, looked);
    if (date !== undefined) dated.push(date);
  }
  return { claims, dated, untold };
}

/** Days on which any component of the asset was serviced, ascending. */
function serviceDays({ services }: Timeline, assetId: string): number[] {
  const ofAsset = [...services].filter(([part]) => part.startsWith(partOf(assetId)));
  return [...new Set(ofAsset.flatMap(([, days]) => days))].sort((a, b) => a - b);
}

function claimOf(
  forecast: Forecast,
  since: number,
  days: readonly number[],
  { customer, today, lastDay }: LookedAt,
): Claim | undefined {
  const until = today + MAINTENANCE_DAYS;
  if (until > lastDay) return undefined;
  const next = firstAfter(days, today);
  const known = days.filter((day) => day <= today);
  const due = ruleDays(forecast, since, known, today);
  return {
    customer,
    probability: forecast.probability,
    happened: next !== undefined && next <= until ? 1 : 0,
    evidence: forecast.evidence,
    seen: known.length,
    rules: saying([
      ['age', today - (known.at(-1) ?? since)],
      ['count', known.length],
      ...due.map(([rule, day]): [PlainRule, number | undefined] => [
        rule,
        day === undefined ? undefined : today - day,
      ]),
    ]),
  };
}

function dateOf(
  forecast: Forecast,
  since: number,
  days: readonly number[],
  { customer, today, lastDay }: LookedAt,
): DatedClaim | undefined {
  const known = days.filter((day) => day <= today);
  const rules = ruleDays(forecast, since, known, today);
  return datedClaim({ customer, forecast, today, lastDay, days, seen: known.length, rules });
}

/** Days on which the plain rules expect the next service; the fixed interval is the one agreed. */
function ruleDays(
  { plainDay }: Forecast,
  since: number,
  known: readonly number[],
  today: number,
): readonly (readonly [PlainRule, number | undefined])[] {
  const last = known.at(-1);
  const after = (gap: number | undefined): number | undefined =>
    gap === undefined || last === undefined ? undefined : last + gap;
  return [
    ['fixed interval', plainDay],
    ['last interval', after(lastGap(known, today))],
    [
      'mean interval',
      last === undefined ? undefined : after(meanGap(since, last, known.length + 1)),
    ],
  ];
}
