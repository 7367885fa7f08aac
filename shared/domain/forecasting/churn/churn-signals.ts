import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { COUNTERS } from '#shared/domain/kpi/counters.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import type { Model, SignalWeights } from '../model.ts';

const RECENT_DAYS = { complaint: 60, rating: 120 } as const;
/** Shares of the maximum below which a rating is bad, and from which it is good. */
const RATING = { bad: 0.6, good: 0.8 } as const;
const RETURNED_SHARE = 0.3;
const MANY_CONTACTS = 2;
/** Activity decays with 30 and 90 days; three times their ratio is 1 while it is steady. */
const FADING = { atLeast: 2, below: 0.6, tauDays: [30, 90] } as const;

/**
 * What the service saw of the customer, each as log-odds (`value`) it adds to leaving, heaviest
 * first. None of it is fitted yet: the weights are conservative and say so in the model.
 */
export function churnSignals(fold: Fold, model: Model, today: number): Reason[] {
  const weights = model.signals;
  const found = [
    complaints(fold, weights, today),
    rating(fold, weights, today),
    returns(fold, weights),
    supportContacts(fold, weights, today),
    fading(fold, weights, today),
  ].filter((signal) => signal !== undefined);
  return found
    .map((signal) => ({ ...signal, value: Math.round(signal.value * 1_000) / 1_000 }))
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
}

function complaints(fold: Fold, weights: SignalWeights, today: number): Reason | undefined {
  const opened = Object.values(fold.complaints);
  const [lastDay, severity] = fold.lastComplaint ?? [0, 2];
  if (opened.length > 0) {
    const days = Math.max(today - Math.min(...opened), 0);
    const value = weights.openComplaint * (severity / 2) * Math.min(opened.length, 2);
    const text = opened.length === 1 ? 'a complaint' : `${opened.length} complaints`;
    return { code: 'open-complaint', text: `${text} open for ${inDays(days)}`, value };
  }
  const days = Math.max(today - lastDay, 0);
  if (fold.lastComplaint === undefined || days > RECENT_DAYS.complaint) return undefined;
  const text = `complained ${inDays(days)} ago`;
  return { code: 'recent-complaint', text, value: weights.recentComplaint * (severity / 2) };
}

function rating(fold: Fold, weights: SignalWeights, today: number): Reason | undefined {
  const [day, share] = fold.lastRating ?? [0, 1];
  const days = Math.max(today - day, 0);
  if (fold.lastRating === undefined || days > RECENT_DAYS.rating) return undefined;
  const text = `last rating ${Math.round(share * 100)} of 100, ${inDays(days)} ago`;
  if (share >= RATING.good) return { code: 'good-rating', text, value: weights.goodRating };
  if (share >= RATING.bad) return undefined;
  return { code: 'bad-rating', text, value: weights.badRating * (1 - share / RATING.bad) };
}

function returns({ orders, returns: returned }: Fold, weights: SignalWeights): Reason | undefined {
  if (orders === 0 || returned / orders < RETURNED_SHARE) return undefined;
  const value = weights.returns * Math.min(returned / orders, 1);
  return {
    code: 'returns',
    text: `sent something back ${returned} times in ${orders} orders`,
    value,
  };
}

function supportContacts(fold: Fold, weights: SignalWeights, today: number): Reason | undefined {
  const month = monthOf(today);
  let contacts = 0;
  for (const [index, counters] of fold.months) {
    if (index === month || index === month - 1) contacts += counters[COUNTERS.supportContacts] ?? 0;
  }
  if (contacts < MANY_CONTACTS) return undefined;
  const value = weights.supportContacts * Math.min(contacts / MANY_CONTACTS, 2);
  const text = `${contacts} contacts with support since last month`;
  return { code: 'support-contacts', text, value };
}

function fading({ activity }: Fold, weights: SignalWeights, today: number): Reason | undefined {
  if (activity === undefined) return undefined;
  const [day, fast, slow] = activity;
  const silence = Math.max(today - day, 0);
  const [short, long] = FADING.tauDays;
  const usual = slow * Math.exp(-silence / long);
  const share = (fast * Math.exp(-silence / short) * (long / short)) / usual;
  if (!(usual >= FADING.atLeast && share < FADING.below)) return undefined;
  const value = weights.fadingActivity * (1 - share / FADING.below);
  const text = `visits to the site at ${Math.round(share * 100)} % of the usual`;
  return { code: 'fading-activity', text, value };
}

const inDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
