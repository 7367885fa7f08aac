import type { ApplyContext } from './apply-fact.ts';
import type { LedgerEvent } from './fact.ts';
import type { Fold } from './state.ts';

type SubscriptionEvent = Extract<
  LedgerEvent,
  { type: 'Subscription Started' | 'Subscription Renewed' | 'Subscription Cancelled' }
>;

/** Subscriptions a customer's state remembers; those started last stay. */
export const SUBSCRIPTIONS_KEPT = 20;

export function applySubscriptionEvent(
  draft: Fold,
  event: SubscriptionEvent,
  { day }: ApplyContext,
): void {
  const { subscriptionId } = event.properties;
  if (event.type === 'Subscription Started') {
    const { periodDays, priceMinor } = event.properties;
    draft.subscriptions[subscriptionId] = {
      since: day,
      periodDays,
      priceMinor,
      renewed: day,
      renewals: 0,
    };
    forgetOldest(draft);
    return;
  }
  const known = draft.subscriptions[subscriptionId];
  if (known === undefined) return;
  if (event.type === 'Subscription Cancelled') {
    known.cancelled = day;
    return;
  }
  known.renewed = day;
  known.renewals += 1;
  delete known.cancelled;
}

function forgetOldest(draft: Fold): void {
  const oldestFirst = Object.entries(draft.subscriptions).sort(
    ([a, left], [b, right]) => left.since - right.since || (a < b ? -1 : 1),
  );
  draft.subscriptions = Object.fromEntries(oldestFirst.slice(-SUBSCRIPTIONS_KEPT));
}
