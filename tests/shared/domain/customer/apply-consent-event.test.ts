import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { ANSWERS_KEPT } from '#shared/domain/customer/apply-consent-event.ts';
import { customerAfter, eventOf, TODAY } from '#tests/builders/customer.ts';

const foldOf = (...events: readonly InboundEvent[]) => customerAfter(events).fold;
const identified = (daysAgo: number, profile: object) =>
  eventOf('Customer Identified', daysAgo, profile);
const failed = (daysAgo: number, cause: string, channel = 'email') =>
  eventOf('Delivery Failed', daysAgo, { contactId: 'k', channel, cause });
const answered = (daysAgo: number, contactId: string, answer: string) =>
  eventOf('Reminder Answered', daysAgo, { contactId, answer });
const noon = (daysAgo: number) => (TODAY - daysAgo) * 86_400_000 + 43_200_000;

describe('who a customer is', () => {
  it('adds to what was known of how to reach them, and no address is kept', () => {
    const fold = foldOf(
      identified(9, { phone: '+4915100000000', timeZone: 'Europe/Berlin', locale: 'de' }),
      identified(8, {
        email: 'person@example.com',
        pushEndpoint: 'arn:aws:sns:eu-central-1:1:endpoint/x',
      }),
      identified(7, { webhookUrl: 'https://example.com/hook', preferredChannel: 'sms' }),
    );
    expect(fold).toMatchObject({
      reachable: ['email', 'push', 'sms', 'webhook'],
      timeZone: 'Europe/Berlin',
      locale: 'de',
      preferredChannel: 'sms',
    });
    expect(JSON.stringify(fold)).not.toMatch(/example\.com|4915100000000|endpoint/);
  });

  it('opens a channel again that was given up', () => {
    const bounced = [identified(9, { email: 'old@example.com' }), failed(8, 'bounce-permanent')];
    expect(foldOf(...bounced).unreachable).toEqual(['email']);
    const moved = identified(7, { email: 'new@example.com' });
    expect(foldOf(...bounced, moved).unreachable).toEqual([]);
    const other = identified(7, { phone: '+4915100000000' });
    expect(foldOf(...bounced, other).unreachable).toEqual(['email']);
  });
});

describe('a consent', () => {
  it('is what was said last about that channel and purpose, with its instant', () => {
    const said = (type: string, daysAgo: number, channel: string) =>
      eventOf(type, daysAgo, { channel, purpose: 'marketing' });
    const granted = [said('Consent Granted', 9, 'any'), said('Consent Granted', 8, 'sms')];
    expect(foldOf(...granted).consents).toEqual({
      'any:marketing': [1, noon(9)],
      'sms:marketing': [1, noon(8)],
    });
    expect(foldOf(...granted, said('Consent Withdrawn', 3, 'sms')).consents).toEqual({
      'any:marketing': [1, noon(9)],
      'sms:marketing': [0, noon(3)],
    });
  });
});

it('is all forgotten on request but that it was asked, and which facts were seen', () => {
  const events = [
    identified(9, { email: 'person@example.com' }),
    eventOf('Erasure Requested', 3, {}),
  ];
  const before = foldOf(...events.slice(0, 1));
  const after = foldOf(...events, identified(1, { phone: '+4915100000000' }));
  expect(after).toMatchObject({ erased: true, facts: 3, reachable: [] });
  expect(after.recent).toHaveLength(3);
  expect(after.recent[0]).toBe(before.recent[0]);
});

describe('a failed delivery', () => {
  it.each([
    ['bounce-permanent', ['email'], {}],
    ['undeliverable', ['email'], {}],
    ['bounce-transient', [], {}],
    ['complaint', [], { 'email:marketing': [0, noon(3)] }],
  ])('for %s gives up %j and withdraws %j', (cause, unreachable, consents) => {
    expect(foldOf(failed(3, cause))).toMatchObject({ unreachable, consents });
    expect(foldOf(failed(3, cause)).consents).toEqual(consents);
  });
});

describe('an answer', () => {
  const count = (...events: readonly InboundEvent[]) =>
    foldOf(...events).months.reduce((sum, [, { a = 0 }]) => sum + a, 0);

  it('counts a contact once, and the same answer from its newer day', () => {
    const events = [answered(9, 'k', 'helpful'), answered(3, 'k', 'helpful')];
    expect(count(...events)).toBe(1);
    expect(foldOf(...events).answers).toEqual([['k', 'helpful', TODAY - 3]]);
    expect(count(...events, answered(2, 'other', 'helpful'))).toBe(2);
    expect(foldOf(...events, answered(2, 'k', 'remind-later')).answers).toHaveLength(2);
  });

  it('is one of the last that are remembered', () => {
    const many = Array.from({ length: ANSWERS_KEPT + 1 }, (_, nth) =>
      answered(20 - nth, `k-${nth}`, 'helpful'),
    );
    const contacts = foldOf(...many).answers.map(([contactId]) => contactId);
    expect(contacts).toEqual(Array.from({ length: ANSWERS_KEPT }, (_, nth) => `k-${nth + 1}`));
  });

  it('withdraws marketing on every channel only when it says stop', () => {
    expect(foldOf(answered(3, 'k', 'stop')).consents).toEqual({ 'any:marketing': [0, noon(3)] });
    expect(foldOf(answered(3, 'k', 'not-interested')).consents).toEqual({});
  });
});
