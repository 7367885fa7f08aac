import { equalCountBins } from '#shared/domain/evaluation/calibration.ts';
import { gainCurve } from '#shared/domain/evaluation/ranking.ts';
import type { KindClaims } from './collect-claims.ts';
import { conclusionsOf } from './conclusions.ts';
import { groupsByEvidence, groupsBySeen } from './groups.ts';
import { judgedBy, probabilityFigures, rankedRules } from './judge-claims.ts';
import { judgeDates } from './judge-dates.ts';
import type { KindResult } from './result.ts';

/** How one kind of forecast did; undefined when the outcome of none is known. */
export function judgeKind(found: KindClaims, horizonDays: number): KindResult | undefined {
  const { kind, claims, known, untold, dated, knownDates } = found;
  if (claims.length === 0) return undefined;
  const judged = judgedBy(claims);
  const rules = rankedRules(claims);
  const result = {
    kind,
    horizonDays,
    known,
    untold,
    figures: probabilityFigures(claims),
    byEvidence: groupsByEvidence(claims).map(([group, members]) => ({
      group,
      ...probabilityFigures(members),
    })),
    bySeen: groupsBySeen(claims).map(([group, members]) => ({
      group,
      ...probabilityFigures(members),
    })),
    calibration: equalCountBins(judged),
    gain: gainCurve(judged),
    ruleGain: ruleGain(claims, rules),
    rules,
    dates: judgeDates(dated, knownDates),
  };
  return { ...result, verdicts: conclusionsOf(result) };
}

/** The gain of the best rule that speaks of every claim, so that both curves are over the same. */
function ruleGain(
  claims: KindClaims['claims'],
  rules: KindResult['rules'],
): KindResult['ruleGain'] {
  const best = rules.find((rule) => rule.claims === claims.length && rule.auc !== undefined);
  if (best === undefined) return undefined;
  const { rule } = best;
  return { rule, gain: gainCurve(judgedBy(claims, ({ rules: said }) => said.get(rule) ?? 0)) };
}
