import { expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { SUBSCRIPTIONS_KEPT } from '#shared/domain/customer/apply-subscription-event.ts';
import { customerAfter, eventOf, TODAY } from '#tests/builders/customer.ts';

const started = (daysAgo: number, subscriptionId = 's') =>
  eventOf('Subscription Started', daysAgo, {
    subscriptionId,
    periodDays: 30,
    priceMinor: 900,
    currency: 'EUR',
  });
const renewed = (daysAgo: number) =>
  eventOf('Subscription Renewed', daysAgo, { subscriptionId: 's' });
const cancelled = (daysAgo: number) =>
  eventOf('Subscription Cancelled', daysAgo, { subscriptionId: 's' });
const heldAfter = (...events: readonly InboundEvent[]) => customerAfter(events).fold.subscriptions;

const atStart = {
  since: TODAY - 90,
  periodDays: 30,
  priceMinor: 900,
  renewed: TODAY - 90,
  renewals: 0,
};

it('is as it was agreed, with the renewals since', () => {
  expect(heldAfter(started(90))).toEqual({ s: atStart });
  expect(heldAfter(started(90), renewed(60), renewed(30))).toEqual({
    s: { ...atStart, renewed: TODAY - 30, renewals: 2 },
  });
});

it('is cancelled on its day, and runs again when it is renewed', () => {
  expect(heldAfter(started(90), cancelled(20))).toEqual({
    s: { ...atStart, cancelled: TODAY - 20 },
  });
  expect(heldAfter(started(90), cancelled(20), renewed(10))['s']).not.toHaveProperty('cancelled');
});

it('is unknown when it was never started', () => {
  expect(heldAfter(renewed(60), cancelled(20))).toEqual({});
});

it('is one of those started last that are remembered', () => {
  const many = Array.from({ length: SUBSCRIPTIONS_KEPT + 1 }, (_, nth) =>
    started(90 + nth, `s-${nth}`),
  );
  const kept = Object.keys(heldAfter(...many));
  expect(kept).toHaveLength(SUBSCRIPTIONS_KEPT);
  expect(kept).not.toContain(`s-${SUBSCRIPTIONS_KEPT}`);
  const again = started(80, `s-${SUBSCRIPTIONS_KEPT - 1}`);
  const renewedOldest = heldAfter(...many.slice(0, -1), again, started(79, 'new'));
  expect(renewedOldest).toHaveProperty(`s-${SUBSCRIPTIONS_KEPT - 1}`);
  expect(renewedOldest).not.toHaveProperty(`s-${SUBSCRIPTIONS_KEPT - 2}`);
});
