import { expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toDescribedFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { attributeOdds } from '#shared/domain/forecasting/attributes/attribute-odds.ts';
import { attributeSignal } from '#shared/domain/forecasting/attributes/attribute-signal.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { type Model, model } from '#shared/domain/forecasting/model.ts';
import { hashShare } from '#shared/domain/forecasting/statistics/boosted-trees-draw.ts';
import { learnAttributesLayer } from '#shared/domain/forecasting/training/learn-attributes-layer.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { eventOf, TODAY } from '#tests/builders/customer.ts';

const calendar = calendarOf('Europe/Berlin');
const SUBSCRIBED = { periodDays: 30, priceMinor: 900, currency: 'EUR' };

const factsOf = (events: readonly InboundEvent[]): Fact[] =>
  events
    .map((event) => toDescribedFact(event, ['plan', 'seats']))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

/**
 * A subscriber of 400 days who renews every 30 until they leave, after 0 to 400 days; on the basic
 * plan four in five do within the time.
 */
function subscriber(nth: number): Fact[] {
  const plan = hashShare(1, 0, nth) < 0.5 ? 'basic' : 'pro';
  const subscriptionId = `s-${nth}`;
  const leaves = hashShare(2, 0, nth) < (plan === 'basic' ? 0.8 : 0.15);
  const leftAgo = leaves ? Math.round(400 * hashShare(3, 0, nth)) : 0;
  const renewals = Array.from({ length: 14 }, (_, at) => 385 - 30 * at).filter(
    (daysAgo) => daysAgo > leftAgo,
  );
  return factsOf([
    eventOf('Customer Identified', 410, { attributes: { plan, seats: 1 + (nth % 5) } }),
    eventOf('Subscription Started', 405, { subscriptionId, ...SUBSCRIBED }),
    ...renewals.map((ago) => eventOf('Subscription Renewed', ago, { subscriptionId })),
    ...(leaves ? [eventOf('Subscription Cancelled', leftAgo, { subscriptionId })] : []),
  ]);
}

function learnFrom(histories: readonly (readonly Fact[])[]): Partial<Model> {
  const layer = learnAttributesLayer({ model: defaultModel(), today: TODAY, calendar });
  for (const facts of histories) layer.add(facts);
  return layer.finish();
}

const histories = Array.from({ length: 3_000 }, (_, nth) => subscriber(nth));
const { attributes } = learnFrom(histories);

it('learns who cancels by what describes them', () => {
  expect(attributes?.from.source).toBe('learned');
  expect(attributes?.from.dataset).toMatch(
    /^shop: \d+ customers with attributes, \d+ of them left$/,
  );
  expect(attributes?.weight).toBeGreaterThan(0.3);
  if (attributes?.model === undefined) throw new Error('a model was wanted');
  const oddsOf = (plan: string) =>
    attributeOdds({ plan, seats: 3 }, attributes.model ?? never()).logOdds;
  expect(oddsOf('basic') - oddsOf('pro')).toBeGreaterThan(1);
});

it('says so as reasons whose log-odds add up to what is added', () => {
  const shop = model.parse({ ...defaultModel(), attributes });
  const events = [eventOf('Customer Identified', 9, { attributes: { plan: 'basic', seats: 3 } })];
  const signal = attributeSignal(foldHistory(factsOf(events), calendar), shop);
  expect(signal[0]).toMatchObject({ code: 'attribute', text: 'plan: basic' });
  expect(signal[0]?.value).toBeGreaterThan(0.2);
  const { logOdds, typical } = attributeOdds(
    { plan: 'basic', seats: 3 },
    shop.attributes?.model ?? never(),
  );
  const added = signal.reduce((sum, { value }) => sum + value, 0);
  expect(added).toBeCloseTo((shop.attributes?.weight ?? 0) * (logOdds - typical), 9);
});

it('has nothing to say of a customer who is not described, nor in a shop that has not learned it', () => {
  const shop = model.parse({ ...defaultModel(), attributes });
  const nobody = foldHistory([], calendar);
  expect(attributeSignal(nobody, shop)).toEqual([]);
  const described = { ...nobody, attributes: { plan: 'basic' } };
  expect(attributeSignal(described, defaultModel())).toEqual([]);
});

it('uses nothing that came after the day it learns on', () => {
  const untilToday = histories.map((facts) => [
    ...facts,
    ...factsOf([eventOf('Customer Identified', -5, { attributes: { plan: 'basic' } })]),
  ]);
  expect(learnFrom(untilToday).attributes?.model).toEqual(attributes?.model);
});

it('does not learn where too few left, and says why', () => {
  const few = learnFrom(histories.slice(0, 400)).attributes;
  expect(few?.model).toBeUndefined();
  expect(few?.weight).toBe(0);
  expect(few?.from.note).toMatch(
    /^not learned: \d+ customers with attributes, \d+ of them left; 300/,
  );
});

it('leaves a shop that lists no attributes as it is', () => {
  const bare = histories.slice(0, 50).map((facts) => facts.slice(1));
  expect(learnFrom(bare)).toEqual({});
});

function never(): never {
  throw new Error('a model was wanted');
}
