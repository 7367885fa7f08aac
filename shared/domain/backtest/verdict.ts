import { bootstrap } from '#shared/domain/evaluation/bootstrap.ts';
import { byScore } from '#shared/domain/evaluation/judged.ts';
import { areaUnderCurve } from '#shared/domain/evaluation/ranking.ts';
import type { Claim, DatedClaim, PlainRule } from './claim.ts';
import { judgedBy } from './judge-claims.ts';
import type { Verdict } from './result.ts';

/** Rows looked at, and times that the customers are drawn anew. */
const ROWS = 60_000;
const DRAWS = 100;

/** Whether the forecast ranks better than the rule: the area under the curve is larger. */
export function rankingVerdict(about: readonly Claim[], rule: PlainRule): Verdict | undefined {
  const claims = thinned(about, ROWS);
  const forecast = judgedBy(claims);
  const plain = judgedBy(claims, ({ rules }) => rules.get(rule) ?? 0);
  const orders = { forecast: byScore(forecast.scores), plain: byScore(plain.scores) };
  return verdictOf(claims, (weights) => {
    const a = areaUnderCurve({ ...forecast, weights }, orders.forecast);
    const b = areaUnderCurve({ ...plain, weights }, orders.plain);
    return a === undefined || b === undefined ? undefined : a - b;
  });
}

/** Whether the forecast dates are nearer to what came than those of the rule, on average. */
export function datesVerdict(about: readonly DatedClaim[], rule: PlainRule): Verdict | undefined {
  const claims = thinned(about, ROWS);
  const gained = claims.map(
    ({ came, foreseen, rules }) =>
      Math.abs((rules.get(rule) ?? 0) - came) - Math.abs(foreseen - came),
  );
  return verdictOf(claims, (weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return total === 0
      ? undefined
      : gained.reduce((sum, gain, at) => sum + gain * (weights[at] ?? 0), 0) / total;
  });
}

function verdictOf(
  claims: readonly { readonly customer: number }[],
  lead: (weights: Float64Array) => number | undefined,
): Verdict | undefined {
  const spread = bootstrap(numbered(claims), lead, { draws: DRAWS });
  if (spread === undefined) return undefined;
  if (spread.low > 0) return 'better';
  return spread.high < 0 ? 'worse' : 'level';
}

/** Customers as 0, 1, 2 … in the order in which they come. */
function numbered(claims: readonly { readonly customer: number }[]): number[] {
  const numbers = new Map<number, number>();
  return claims.map(({ customer }) => {
    const known = numbers.get(customer) ?? numbers.size;
    numbers.set(customer, known);
    return known;
  });
}

/** At most `most` rows, evenly spread. */
function thinned<Row>(rows: readonly Row[], most: number): readonly Row[] {
  const stride = Math.ceil(rows.length / most);
  return stride <= 1 ? rows : rows.filter((_row, at) => at % stride === 0);
}
