import {
  calibrationError,
  equalCountBins,
  equalWidthBins,
} from '#shared/domain/evaluation/calibration.ts';
import { byScore, type Judged } from '#shared/domain/evaluation/judged.ts';
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
  const order = byScore(judged.scores);
  const share = claims.reduce((sum, { happened }) => sum + happened, 0) / claims.length;
  return {
    claims: claims.length,
    happened: share,
    auc: areaUnderCurve(judged, order),
    averagePrecision: averagePrecision(judged, order),
    lift10: lift(judged, 0.1, order),
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
  const orders = { rule: byScore(byRule.scores), forecast: byScore(byForecast.scores) };
  return {
    rule,
    claims: about.length,
    auc: areaUnderCurve(byRule, orders.rule),
    averagePrecision: averagePrecision(byRule, orders.rule),
    lift10: lift(byRule, 0.1, orders.rule),
    forecastAuc: areaUnderCurve(byForecast, orders.forecast),
    forecastAveragePrecision: averagePrecision(byForecast, orders.forecast),
    forecastLift10: lift(byForecast, 0.1, orders.forecast),
    verdict: rankingVerdict(about, rule),
  };
}
