import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { activityOf } from '../activity/activity-of.ts';
import { purchaseInputs } from '../activity/purchase-inputs.ts';
import type { Evidence } from '../forecast.ts';
import type { Model } from '../model.ts';
import { fromLogOdds } from '../statistics/odds.ts';
import { weightedSum } from '../statistics/weighted-sum.ts';
import { overdueProducts } from './overdue-products.ts';

export type SilenceRisk = {
  /** That nothing is bought within the horizon. */
  readonly probability: number;
  readonly anchorDay: number;
  readonly evidence: Evidence;
  readonly reasons: readonly Reason[];
};

/** Coefficient of variation of the purchase rate up to which it counts as known. */
const RATE_KNOWN = 0.55;

/** Risk that a customer without a contract stays away; undefined when nothing was ever bought. */
export function leaveSilently(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): SilenceRisk | undefined {
  const history = activityOf(fold, today);
  if (history === undefined || fold.visits === undefined) return undefined;
  const { intercept, weights } = model.activityLogistic;
  const inputs = purchaseInputs(fold, history, model, horizonDays);
  const { k, r } = model.activity;
  const rateDoubt = 1 / Math.sqrt(r + k * history.repeats);
  const overdue = overdueProducts(fold, model, today);
  const unknown = history.repeats === 0 && model.customers === 0;
  return {
    probability: 1 - fromLogOdds(weightedSum(intercept, weights, inputs) - (overdue?.value ?? 0)),
    anchorDay: fold.visits.last,
    evidence: unknown ? 'none' : rateDoubt <= RATE_KNOWN ? 'enough' : 'thin',
    reasons: [silenceReason(fold.visits, today), ...(overdue === undefined ? [] : [overdue])],
  };
}

function silenceReason({ n, s1, last }: NonNullable<Fold['visits']>, today: number): Reason {
  const value = Math.max(today - last, 0);
  if (n === 1) return { code: 'silence', text: `came once, ${ago(value)}`, value };
  const usual = Math.round(Math.exp(s1 / (n - 1)));
  const every = usual <= 1 ? 'day' : `${usual} days`;
  const text = `usually comes every ${every}, last came ${ago(value)}`;
  return { code: 'silence', text, value };
}

const ago = (days: number): string =>
  days === 0 ? 'today' : days === 1 ? '1 day ago' : `${days} days ago`;
