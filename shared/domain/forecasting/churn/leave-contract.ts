import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { type Clock, toldByClocks } from '../clock-error.ts';
import { defaultModel } from '../default-model.ts';
import type { ToldIn } from '../forecast.ts';
import type { Model } from '../model.ts';
import { logOdds } from '../statistics/odds.ts';

export type ContractRisk = {
  /** That every running subscription ends within the horizon. */
  readonly probability: number;
  readonly anchorDay: number;
  readonly reasons: () => readonly Reason[];
  /** How well the probability of not renewing is known (standard deviation). */
  readonly doubt: number;
  readonly toldIn: () => ToldIn;
};

type Subscription = Fold['subscriptions'][string];

/**
 * Risk of losing a customer who has running subscriptions; undefined when none runs. Not renewing
 * is Beta over customers, so that n renewals make it q M / (M + n) a period; a renewal that is o
 * days late is still to come with odds falling as exp(-o / grace).
 */
export function leaveContract(
  { subscriptions }: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): ContractRisk | undefined {
  const running = Object.values(subscriptions).filter(({ cancelled }) => cancelled === undefined);
  if (running.length === 0) return undefined;
  const risks = running.map((subscription) => riskOf(subscription, model, today, horizonDays));
  const probability = risks.reduce((all, risk) => all * risk.probability, 1);
  const newest = running.reduce((a, b) => (b.renewed > a.renewed ? b : a));
  return {
    probability,
    anchorDay: newest.renewed,
    reasons: () =>
      running.map((subscription) => reasonOf(subscription, today, probability, running.length)),
    doubt: Math.min(...risks.map(({ doubt }) => doubt)),
    toldIn: () => toldByClocks([contractClock(newest, model)], horizonDays),
  };
}

/**
 * How often a subscription of such periods ends. What so many that ended have taught is known to one
 * over their root, and what comes of it drifts as levels do. Undefined where it is assumed.
 */
function contractClock({ periodDays }: Subscription, model: Model): Clock | undefined {
  const { leavePerPeriod, left, from } = model.subscriptions;
  const drift = model.level ?? defaultModel().level;
  if (from.source !== 'learned' || left === undefined || drift === undefined) return undefined;
  return {
    usualDays: periodDays / -Math.log1p(-leavePerPeriod),
    sd: Math.hypot(1 / Math.sqrt(Math.max(left, 1)), drift.sd),
  };
}

function riskOf(subscription: Subscription, model: Model, today: number, horizonDays: number) {
  const { leavePerPeriod, concentration, graceShare } = model.subscriptions;
  const { periodDays, renewals, renewed } = subscription;
  const strength = concentration + renewals;
  const leaves = (leavePerPeriod * concentration) / strength;
  const overdue = Math.max(today - renewed - periodDays, 0);
  const stillComing = (1 - leaves) * Math.exp(-overdue / Math.max(graceShare * periodDays, 1));
  const lapsed = overdue > 0 ? leaves / (leaves + stillComing) : leaves;
  const renewalsAhead = Math.floor((horizonDays + today - renewed) / periodDays);
  const later = 1 - (1 - leaves) ** Math.max(renewalsAhead - 1, 0);
  return {
    probability: renewalsAhead < 1 ? 0 : lapsed + (1 - lapsed) * later,
    doubt: Math.sqrt((leaves * (1 - leaves)) / (strength + 1)),
  };
}

/** All running subscriptions must end, so each has an equal part in the log-odds that they do. */
function reasonOf(
  { renewed, periodDays, renewals }: Subscription,
  today: number,
  probability: number,
  running: number,
): Reason {
  const contribution = Math.round((logOdds(probability) / running) * 1e3) / 1e3;
  const late = Math.round(today - renewed - periodDays);
  if (late > 0) {
    const text = `renewal is ${late} days overdue`;
    return { code: 'renewal-overdue', text, value: late, contribution };
  }
  const text = `subscription renewed ${renewals} times, next in ${-late} days`;
  return { code: 'subscription', text, value: renewals, contribution };
}
