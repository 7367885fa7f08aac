import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { attributeSignal } from './attributes/attribute-signal.ts';
import { checkDay, checkHorizon } from './check-day.ts';
import { churnSignals } from './churn/churn-signals.ts';
import { leaveContract } from './churn/leave-contract.ts';
import { leaveSilently, type SilenceRisk } from './churn/leave-silently.ts';
import { SPENDING } from './churn/silence-reasons.ts';
import { withTrouble } from './churn/with-trouble.ts';
import { daysAgo } from './days-in-words.ts';
import type { Evidence, Forecast } from './forecast.ts';
import type { Model } from './model.ts';
import { fromLogOdds, logOdds } from './statistics/odds.ts';

const HORIZON_DAYS = 90;
/** Standard deviation of the share that does not renew up to which it counts as known. */
const CONTRACT_KNOWN = 0.1;

/**
 * That the customer is leaving: that no running subscription survives the horizon, or without one,
 * that nothing is bought within it; `probability` is 1 - P(buys within the horizon). Service signals
 * move the odds; each is a reason of its own. The contributions of the reasons (log-odds of leaving)
 * add up to the log-odds of the probability.
 * @throws RangeError when a day is not one.
 */
export function forecastChurn(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): Forecast {
  const risk = leavingRisk(fold, model, today, horizonDays);
  if (risk === undefined) return nothingToSay(model, today, horizonDays);
  const { base, probability } = risk;
  let reasons: readonly Reason[] | undefined;
  return {
    kind: 'churn',
    subject: '',
    probability,
    horizonDays,
    anchorDay: base.anchorDay,
    evidence: base.evidence(),
    get toldIn() {
      return base.toldIn();
    },
    /** Put into words when they are read: most forecasts are compared and never shown. */
    get reasons() {
      reasons ??= leastUsefulLast([...base.reasons(), ...shared(risk)]);
      return reasons;
    },
    modelVersion: model.version,
  };
}

/**
 * The probability of `forecastChurn` without its words, for whoever scores many customers; undefined
 * when nothing can be said.
 * @throws RangeError when a day is not one.
 */
export const churnProbability = (
  fold: Fold,
  model: Model,
  today: number,
  horizonDays = HORIZON_DAYS,
): number | undefined => leavingRisk(fold, model, today, horizonDays)?.probability;

type LeavingRisk = {
  readonly base: SilenceRisk;
  readonly signals: readonly Reason[];
  /** Log-odds that the signals add before they are weighed against the base. */
  readonly weight: number;
  readonly probability: number;
};

function leavingRisk(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): LeavingRisk | undefined {
  checkDay(today);
  checkHorizon(horizonDays);
  const known = baseRisk(fold, model, today, horizonDays);
  if (known === undefined) return undefined;
  const base = described(known, fold, model);
  const cancelled = cancellation(fold, model, base, today);
  const seen = churnSignals(fold, model, today);
  const signals = cancelled === undefined ? seen : [cancelled, ...seen];
  let weight = 0;
  for (const { value } of signals) weight += value;
  const probability = withTrouble(base.probability, weight, model);
  return { base, signals, weight, probability };
}

/** There is nothing to do about what was spent. */
const leastUsefulLast = (reasons: Reason[]): Reason[] =>
  reasons.sort((a, b) => Number(a.code === SPENDING) - Number(b.code === SPENDING));

const nothingToSay = (model: Model, today: number, horizonDays: number): Forecast => ({
  kind: 'churn',
  subject: '',
  probability: 0,
  horizonDays,
  anchorDay: today,
  evidence: 'none',
  toldIn: 'words',
  reasons: [],
  modelVersion: model.version,
});

/** The rise from base to answer in log-odds, shared among the signals by their weights. */
function shared({ base, signals, weight, probability }: LeavingRisk): Reason[] {
  const rise = logOdds(probability) - logOdds(base.probability);
  return signals.map((signal) => {
    const part = weight === 0 ? 0 : (signal.value * rise) / weight;
    return { ...signal, contribution: Math.round(part * 1e3) / 1e3 };
  });
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
  const evidence = (): Evidence => (contract.doubt <= CONTRACT_KNOWN ? 'enough' : 'thin');
  return { ...contract, evidence };
}

/** The risk of such a customer: what describes them moves the odds before anything that happened. */
function described(base: SilenceRisk, fold: Fold, model: Model): SilenceRisk {
  const attributes = attributeSignal(fold, model);
  if (attributes.length === 0) return base;
  let weight = 0;
  for (const { value } of attributes) weight += value;
  return {
    ...base,
    probability: fromLogOdds(logOdds(base.probability) + weight),
    reasons: () => [
      ...base.reasons(),
      ...attributes.map((reason) => ({
        ...reason,
        contribution: Math.round(reason.value * 1e3) / 1e3,
      })),
    ],
  };
}

/** Never bought beside a subscription that is over: as likely to stay as to leave, before signals. */
function formerSubscriber({ subscriptions }: Fold): SilenceRisk | undefined {
  const ended = Object.values(subscriptions).flatMap(({ cancelled }) => cancelled ?? []);
  if (ended.length === 0) return undefined;
  return {
    probability: 0.5,
    anchorDay: Math.max(...ended),
    evidence: () => 'thin',
    toldIn: () => 'words',
    reasons: () => [],
  };
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
  const text = `cancelled the subscription ${daysAgo(days)}`;
  return { code: 'subscription-cancelled', text, value: model.signals.cancelledSubscription };
}
