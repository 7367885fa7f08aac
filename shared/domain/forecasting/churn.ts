import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay, checkHorizon } from './check-day.ts';
import { churnSignals } from './churn/churn-signals.ts';
import { leaveContract } from './churn/leave-contract.ts';
import { leaveSilently, type SilenceRisk } from './churn/leave-silently.ts';
import { withTrouble } from './churn/with-trouble.ts';
import type { Evidence, Forecast } from './forecast.ts';
import type { Model } from './model.ts';

const HORIZON_DAYS = 90;
/** Standard deviation of the share that does not renew up to which it counts as known. */
const CONTRACT_KNOWN = 0.1;

/**
 * That the customer is leaving: that no running subscription survives the horizon, or without one,
 * that nothing is bought within it. Service signals move the odds; each is a reason of its own.
 * @throws RangeError when a day is not one.
 */
export function forecastChurn(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): Forecast {
  checkDay(today);
  checkHorizon(horizonDays);
  const base = baseRisk(fold, model, today, horizonDays);
  const signals = base === undefined ? [] : churnSignals(fold, model, today);
  const cancelled = base === undefined ? undefined : cancellation(fold, model, base, today);
  const added = [...(cancelled === undefined ? [] : [cancelled]), ...signals];
  const weight = added.reduce((sum, { value }) => sum + value, 0);
  return {
    kind: 'churn',
    subject: '',
    probability: base === undefined ? 0 : withTrouble(base.probability, weight, model),
    horizonDays,
    anchorDay: base?.anchorDay ?? today,
    evidence: base?.evidence ?? 'none',
    reasons: [...(base?.reasons ?? []), ...added],
    modelVersion: model.version,
  };
}

function baseRisk(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): SilenceRisk | undefined {
  const contract = leaveContract(fold, model, today, horizonDays);
  if (contract === undefined) {
    return leaveSilently(fold, model, today, horizonDays) ?? formerSubscriber(fold);
  }
  const evidence: Evidence = contract.doubt <= CONTRACT_KNOWN ? 'enough' : 'thin';
  return { ...contract, evidence };
}

/** Never bought beside a subscription that is over: as likely to stay as to leave, before signals. */
function formerSubscriber({ subscriptions }: Fold): SilenceRisk | undefined {
  const ended = Object.values(subscriptions).flatMap(({ cancelled }) => cancelled ?? []);
  if (ended.length === 0) return undefined;
  return { probability: 0.5, anchorDay: Math.max(...ended), evidence: 'thin', reasons: [] };
}

/** A cancelled subscription counts unless another runs or the customer has bought since. */
function cancellation(
  { subscriptions }: Fold,
  model: Model,
  base: SilenceRisk,
  today: number,
): Reason | undefined {
  const all = Object.values(subscriptions);
  if (all.length === 0 || all.some(({ cancelled }) => cancelled === undefined)) return undefined;
  const last = Math.max(...all.flatMap(({ cancelled }) => cancelled ?? []));
  if (base.anchorDay > last) return undefined;
  const days = Math.max(today - last, 0);
  const text =
    days === 0 ? 'cancelled the subscription today' : `cancelled the subscription ${days} days ago`;
  return { code: 'subscription-cancelled', text, value: model.signals.cancelledSubscription };
}
