import { expect, it } from 'vitest';
import { parseFact, toDescribedFact, toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { fold } from '#shared/domain/customer/state.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { eventOf } from '#tests/builders/customer.ts';

const calendar = calendarOf('Europe/Berlin');
const told = (daysAgo: number, attributes: object) =>
  eventOf('Customer Identified', daysAgo, { email: 'person@example.com', attributes });
const foldOf = (events: readonly ReturnType<typeof told>[], kept: readonly string[]) =>
  foldHistory(
    events.map((event) => toDescribedFact(event, kept)),
    calendar,
  );

it('keeps of what is told only what the shop lists', () => {
  const event = told(9, { plan: 'basic', seats: 3, trial: false, nickname: 'Sam' });
  expect(foldOf([event], ['plan', 'seats', 'trial']).attributes).toEqual({
    plan: 'basic',
    seats: 3,
    trial: false,
  });
  expect(foldOf([event], []).attributes).toBeUndefined();
  expect(JSON.stringify(toFact(event))).not.toContain('basic');
});

it('replaces what is told anew and remembers the rest', () => {
  const events = [told(9, { plan: 'basic', seats: 3 }), told(8, { plan: 'pro' })];
  expect(foldOf(events, ['plan', 'seats']).attributes).toEqual({ plan: 'pro', seats: 3 });
});

it('knows the same after the fact and the state were stored', () => {
  const fact = toDescribedFact(told(9, { plan: 'basic' }), ['plan']);
  expect(parseFact(JSON.parse(JSON.stringify(fact.event)))).toEqual(fact);
  const state = foldHistory([fact], calendar);
  expect(fold.parse(JSON.parse(JSON.stringify(state))).attributes).toEqual({ plan: 'basic' });
});

it('remembers 32 attributes at most, the newest told', () => {
  const names = Array.from({ length: 40 }, (_, at) => `a${at}`);
  const events = names.map((name, at) => told(100 - at, { [name]: at }));
  const kept = foldOf(events, names).attributes ?? {};
  expect(Object.keys(kept)).toEqual(names.slice(-32));
});

it('forgets them when the customer asks to be erased', () => {
  const events = [told(9, { plan: 'basic' }), eventOf('Erasure Requested', 1, {})];
  expect(foldOf(events, ['plan']).attributes).toBeUndefined();
});

it('refuses an attribute that is long text or no single value', () => {
  expect(() => told(1, { plan: 'x'.repeat(65) })).toThrow();
  expect(() => told(1, { plan: ['basic'] })).toThrow();
});
