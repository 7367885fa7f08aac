import {
  calibrationError,
  equalCountBins,
  equalWidthBins,
} from '#shared/domain/evaluation/calibration.ts';
import type { Judged } from '#shared/domain/evaluation/judged.ts';
import { brierScore, logLoss } from '#shared/domain/evaluation/probability-score.ts';
import { areaUnderCurve, averagePrecision, lift } from '#shared/domain/evaluation/ranking.ts';
import type { Claim, PlainRule } from './claim.ts';
import type { ProbabilityFigures, RankedRule } from './result.ts';
import { rankingVerdict } from './verdict.ts';

export const judgedBy = (
  claims: readonly Claim[],
  score: (claim: Claim) => number = ({ probability }) => probability,
): Judged => ({
  scores: Float64Array.from(claims, score),
  outcomes: Uint8Array.from(claims, ({ happened }) => happened),
});

export function probabilityFigures(claims: readonly Claim[]): ProbabilityFigures {
  const judged = judgedBy(claims);
  const share = claims.reduce((sum, { happened }) => sum + happened, 0) / claims.length;
  return {
    claims: claims.length,
    happened: share,
    auc: areaUnderCurve(judged),
    averagePrecision: averagePrecision(judged),
    lift10: lift(judged),
    brier: brierScore(judged),
    brierOfShare: share * (1 - share),
    logLoss: logLoss(judged),
    ece: calibrationError(equalCountBins(judged)),
    eceEqualWidth: calibrationError(equalWidthBins(judged)),
  };
}

/** Each rule beside the forecast, the one that ranks best first. */
export function rankedRules(claims: readonly Claim[]): RankedRule[] {
  const rules = new Set(claims.flatMap((claim) => [...claim.rules.keys()]));
  return [...rules]
    .map((rule) => rankedRule(rule, claims))
    .sort((a, b) => (b.auc ?? 0) - (a.auc ?? 0) || (a.rule < b.rule ? -1 : 1));
}

function rankedRule(rule: PlainRule, claims: readonly Claim[]): RankedRule {
  const about = claims.filter(({ rules }) => rules.has(rule));
  const byRule = judgedBy(about, ({ rules }) => rules.get(rule) ?? 0);
  const byForecast = judgedBy(about);
  return {
    rule,
    claims: about.length,
    auc: areaUnderCurve(byRule),
    averagePrecision: averagePrecision(byRule),
    lift10: lift(byRule),
    forecastAuc: areaUnderCurve(byForecast),
    forecastAveragePrecision: averagePrecision(byForecast),
    forecastLift10: lift(byForecast),
    verdict: rankingVerdict(about, rule),
  };
}
