import { errorsOf, shareWithin } from '#shared/domain/evaluation/errors.ts';
import { DATE_WINDOW_DAYS, type DatedClaim, type PlainRule } from './claim.ts';
import { groupsByEvidence, groupsBySeen } from './groups.ts';
import type { DatedRule, DateFigures, DateResult, Grouped } from './result.ts';
import { datesVerdict } from './verdict.ts';

/** Undefined when no date was forecast that came. */
export function judgeDates(dated: readonly DatedClaim[], known: number): DateResult | undefined {
  const figures = dateFigures(dated);
  if (figures === undefined) return undefined;
  return {
    windowDays: DATE_WINDOW_DAYS,
    known,
    figures,
    byEvidence: grouped(groupsByEvidence(dated)),
    bySeen: grouped(groupsBySeen(dated)),
    rules: datedRules(dated),
  };
}

const grouped = (
  groups: readonly (readonly [string, readonly DatedClaim[]])[],
): Grouped<DateFigures>[] =>
  groups.flatMap(([group, members]) => {
    const figures = dateFigures(members);
    return figures === undefined ? [] : [{ group, ...figures }];
  });

function dateFigures(dated: readonly DatedClaim[]): DateFigures | undefined {
  const foreseen = dated.map((claim) => claim.foreseen);
  const came = dated.map((claim) => claim.came);
  const errors = errorsOf(foreseen, came);
  if (errors === undefined) return undefined;
  const inside = dated.filter(({ came: day, p10, p90 }) => day >= p10 && day <= p90);
  return {
    dates: dated.length,
    mae: errors.mae,
    medianAe: errors.medianAe,
    bias: errors.meanBias,
    within7: shareWithin(foreseen, came, 7) ?? 0,
    coverage80: inside.length / dated.length,
  };
}

/** Each rule beside the forecast over the dates about which it says something, the nearest first. */
function datedRules(dated: readonly DatedClaim[]): DatedRule[] {
  const rules = new Set(dated.flatMap((claim) => [...claim.rules.keys()]));
  return [...rules]
    .flatMap((rule) => datedRule(rule, dated))
    .sort((a, b) => a.mae - b.mae || (a.rule < b.rule ? -1 : 1));
}

function datedRule(rule: PlainRule, dated: readonly DatedClaim[]): DatedRule[] {
  const about = dated.filter(({ rules }) => rules.has(rule));
  const came = about.map((claim) => claim.came);
  const byRule = errorsOf(
    about.map(({ rules }) => rules.get(rule) ?? 0),
    came,
  );
  const byForecast = errorsOf(
    about.map(({ foreseen }) => foreseen),
    came,
  );
  if (byRule === undefined || byForecast === undefined) return [];
  const verdict = datesVerdict(about, rule);
  return [{ rule, dates: about.length, mae: byRule.mae, forecastMae: byForecast.mae, verdict }];
}
