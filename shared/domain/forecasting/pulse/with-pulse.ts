import { fromLogOdds } from '../statistics/odds.ts';
import type { PulseStretch } from './pulse-on.ts';

/** Odds beyond which one and the other is all but sure: no multiplier is seen there. */
const SURE = 30;

/**
 * Log-odds that something happens within the horizon when the hazard of each stretch until then is
 * the foreseen one times that of the pulse (proportional hazards, Cox 1972): p' = 1 - exp(-sum m H).
 * `oddsWithin` are the log-odds foreseen within so many days; beyond the last stretch its multiplier
 * holds. More time never says less.
 */
export function withPulse(
  stretches: readonly PulseStretch[] | undefined,
  horizonDays: number,
  oddsWithin: (days: number) => number,
): number {
  if (stretches === undefined) return oddsWithin(horizonDays);
  let [hazard, before] = [0, 0];
  for (let at = 0; at < stretches.length; at += 1) {
    const stretch = stretches[at];
    if (stretch === undefined) break;
    const isLast = horizonDays <= stretch.untilDays || at === stretches.length - 1;
    const within = hazardOf(oddsWithin(isLast ? horizonDays : stretch.untilDays));
    if (within > before) {
      hazard += stretch.multiplier * (within - before);
      before = within;
    }
    if (isLast) break;
  }
  return oddsOfHazard(hazard);
}

/** Cumulative hazard -ln(1 - p) of log-odds. */
export const hazardOf = (logOdds: number): number =>
  logOdds > SURE ? logOdds : Math.log1p(Math.exp(logOdds));

/** Log-odds of 1 - exp(-hazard). */
export const oddsOfHazard = (hazard: number): number =>
  hazard > SURE ? hazard : Math.log(Math.expm1(hazard));

/** How much a probability grows for each factor e of the hazard: H (1 - p), H the cumulative hazard. */
export const steepnessOf = (logOdds: number): number => hazardOf(logOdds) * fromLogOdds(-logOdds);
