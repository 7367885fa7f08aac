import { describe, expect, test } from 'vitest';
import type { Book, Fold } from '#shared/domain/customer/state.ts';
import { type LastLook, lastLook, lookAgain } from '#shared/domain/deciding/last-look.ts';
import { shopWith } from '#tests/builders/shop.ts';
import {
  berlin,
  coffee,
  customerWith,
  DAY_MS,
  NOW_MS,
  service,
  TODAY,
} from '#tests/functions/deliver/due-customer.ts';

type Changes = { readonly fold?: Partial<Fold>; readonly book?: Partial<Book> };
const look = (decisions: Book['decisions'], changes: Changes = {}, nowMs = NOW_MS): LastLook =>
  lastLook(customerWith(decisions, changes), 'contact-1', shopWith(), berlin, nowMs);
const machine = (changes: object): Partial<Fold> => ({
  assets: {
    'machine-1': {
      product: 'espresso-9',
      since: TODAY - 300,
      readings: [],
      components: {},
      ...changes,
    },
  },
});

describe('the last look', () => {
  test('sends what still holds, over the planned channel', () => {
    expect(look({ a: coffee(), b: service() })).toEqual({
      send: ['a', 'b'],
      channel: 'email',
      purpose: 'marketing',
      dropped: [],
      held: [],
    });
    expect(look({ b: service() }).purpose).toBe('service');
  });

  test('says nothing about other contacts and about what is claimed, sent or for the control group', () => {
    const others = {
      a: coffee({ contactId: 'contact-2' }),
      b: coffee({ status: 'sent' }),
      c: coffee({ status: 'claimed', claimedMs: NOW_MS }),
      d: coffee({ status: 'control' }),
    };
    expect(look(others)).toMatchObject({ send: [], dropped: [], held: [] });
  });

  test('leaves a need alone whose instant lies ahead', () => {
    const later = { a: coffee({ status: 'held', sendAtMs: NOW_MS + DAY_MS }) };
    expect(look(later)).toMatchObject({ send: [], dropped: [], held: [] });
    expect(look(later, {}, NOW_MS + DAY_MS).send).toEqual(['a']);
  });

  test.each<[string, Book['decisions'][string], Changes, string]>([
    [
      'bought since',
      coffee(),
      { fold: { pairs: { coffee: [TODAY - 1, 1, 1, TODAY - 30, TODAY - 30, 0, 0, 0, 2] } } },
      'already-bought',
    ],
    ['taken back', coffee(), { fold: { pairs: { coffee: [TODAY - 30, 0] } } }, 'purchase-returned'],
    [
      'serviced since',
      service(),
      { fold: machine({ components: { '': { last: TODAY - 2, spells: [298] } } }) },
      'already-serviced',
    ],
    [
      'a part serviced since it was decided',
      service(),
      { fold: machine({ components: { pump: { last: TODAY, spells: [300] } } }) },
      'already-serviced',
    ],
    ['sold', service(), { fold: { assets: {} } }, 'no-longer-owned'],
    [
      'read since',
      service({ kind: 'meter-reading' }),
      { fold: machine({ readings: [[TODAY, 5]] }) },
      'already-read',
    ],
    ['erased', coffee(), { fold: { erased: true } }, 'erased'],
    [
      'consent withdrawn',
      coffee(),
      { fold: { consents: { 'any:marketing': [0, 2] } } },
      'withdrawn',
    ],
    ['never consented', coffee(), { fold: { consents: {} } }, 'no-consent'],
    [
      'objected to profiling',
      service(),
      { fold: { consents: { 'any:profiling': [0, 2] } } },
      'objected-to-profiling',
    ],
    ['reachable no more', service(), { fold: { unreachable: ['email', 'sms'] } }, 'unreachable'],
    [
      'said so',
      coffee(),
      { fold: { answers: [['contact-1', 'already-done', TODAY]] } },
      'already-done',
    ],
    [
      'did not want it',
      coffee(),
      { fold: { answers: [['contact-1', 'not-interested', TODAY]] } },
      'not-interested',
    ],
    [
      'asked to hear no more',
      service(),
      { fold: { answers: [['contact-1', 'stop', TODAY]] } },
      'not-interested',
    ],
    [
      'declined for a while',
      coffee(),
      { book: { asked: { 'declined:replenishment:coffee': TODAY + 9 } } },
      'not-interested',
    ],
  ])('drops what was %s', (_, decision, changes, reason) => {
    expect(look({ a: decision }, changes)).toMatchObject({
      send: [],
      held: [],
      dropped: [{ id: 'a', status: 'suppressed', reason }],
    });
  });

  test('an answer to another contact about the same product counts since the decision', () => {
    const answered = { z: coffee({ contactId: 'contact-0', status: 'sent' }) };
    const answeredOn = (day: number): Partial<Fold> => ({
      answers: [['contact-0', 'already-done', day]],
    });
    expect(look({ a: coffee(), ...answered }, { fold: answeredOn(TODAY) }).send).toEqual([]);
    expect(look({ a: coffee(), ...answered }, { fold: answeredOn(TODAY - 1) }).send).toEqual([]);
    expect(look({ a: coffee(), ...answered }, { fold: answeredOn(TODAY - 2) }).send).toEqual(['a']);
  });

  test('an answer that asks for nothing holds nothing back', () => {
    const fold: Partial<Fold> = { answers: [['contact-1', 'helpful', TODAY]] };
    expect(look({ a: coffee() }, { fold }).send).toEqual(['a']);
  });

  test('a reading of before the decision does not answer the wish for one', () => {
    const wanted = service({ kind: 'meter-reading' });
    const readOn = (day: number) =>
      look({ a: wanted }, { fold: machine({ readings: [[day, 5]] }) });
    expect(readOn(TODAY - 2).send).toEqual(['a']);
    expect(readOn(TODAY - 1).send).toEqual([]);
  });

  test('an answer about another product does not count', () => {
    const answered = { z: coffee({ contactId: 'contact-0', subject: 'tea', status: 'sent' }) };
    const fold: Partial<Fold> = { answers: [['contact-0', 'not-interested', TODAY]] };
    expect(look({ a: coffee(), ...answered }, { fold }).send).toEqual(['a']);
  });

  test('expires what comes too late', () => {
    expect(look({ a: coffee({ expires: TODAY - 1 }) }).dropped).toEqual([
      { id: 'a', status: 'expired', reason: 'too-late' },
    ]);
    expect(look({ a: coffee({ expires: TODAY }) }).send).toEqual(['a']);
  });

  test('drops one need and sends the rest of the contact', () => {
    const found = look({ a: coffee(), b: service() }, { fold: { consents: {} } });
    expect(found.send).toEqual(['b']);
    expect(found.dropped).toEqual([{ id: 'a', status: 'suppressed', reason: 'no-consent' }]);
    expect(found.purpose).toBe('service');
  });

  test('holds marketing during an open complaint, to the send hour of tomorrow', () => {
    const found = look({ a: coffee(), b: service() }, { fold: { complaints: { k: TODAY - 1 } } });
    expect(found.send).toEqual(['b']);
    expect(found.held).toEqual([{ id: 'a', untilMs: NOW_MS + DAY_MS, reason: 'complaint-open' }]);
  });

  test('waits for a booked service until the day after it', () => {
    const found = look({ a: service() }, { fold: machine({ booked: TODAY + 2 }) });
    expect(found.held).toEqual([
      { id: 'a', untilMs: NOW_MS + 3 * DAY_MS, reason: 'service-booked' },
    ]);
    expect(look({ a: service() }, { fold: machine({ booked: TODAY - 1 }) }).send).toEqual(['a']);
  });

  test('waits a week after "still have plenty", and expires when that is too late', () => {
    const plenty: Partial<Fold> = { answers: [['contact-1', 'still-have-plenty', TODAY - 1]] };
    expect(look({ a: coffee({ decidedMs: NOW_MS - 2 * DAY_MS }) }, { fold: plenty }).held).toEqual([
      { id: 'a', untilMs: NOW_MS + 6 * DAY_MS, reason: 'still-have-plenty' },
    ]);
    const soon = coffee({ decidedMs: NOW_MS - 2 * DAY_MS, expires: TODAY + 5 });
    expect(look({ a: soon }, { fold: plenty }).dropped).toEqual([
      { id: 'a', status: 'expired', reason: 'too-late-after-still-have-plenty' },
    ]);
  });

  test('holds everything when the cap is reached, until the oldest contact leaves the window', () => {
    const contacted = [NOW_MS - 6 * DAY_MS, NOW_MS - DAY_MS];
    expect(look({ a: coffee(), b: service() }, { book: { contacted } })).toMatchObject({
      send: [],
      held: [
        { id: 'a', untilMs: NOW_MS + DAY_MS, reason: 'cap' },
        { id: 'b', untilMs: NOW_MS + DAY_MS, reason: 'cap' },
      ],
    });
  });

  test('counts a contact that is being delivered elsewhere towards the cap', () => {
    const elsewhere = coffee({ contactId: 'contact-2', status: 'claimed', claimedMs: NOW_MS - 5 });
    const contacted = [NOW_MS - DAY_MS];
    expect(look({ a: coffee(), z: elsewhere }, { book: { contacted } }).held).toMatchObject([
      { id: 'a', reason: 'cap' },
    ]);
  });

  test('holds in quiet hours until they end', () => {
    const night = Date.parse('2026-03-03T22:00:00+01:00');
    expect(look({ a: coffee() }, {}, night).held).toEqual([
      { id: 'a', untilMs: Date.parse('2026-03-04T08:00:00+01:00'), reason: 'quiet-hours' },
    ]);
  });

  test('changes to an allowed channel when the planned one failed for good', () => {
    expect(look({ a: coffee() }, { fold: { unreachable: ['email'] } }).channel).toBe('sms');
  });

  test('holds what the channel of the message may not say', () => {
    const consents: Fold['consents'] = { 'email:marketing': [1, 1], 'email:service': [0, 1] };
    const found = look({ a: coffee(), b: service() }, { fold: { consents } });
    expect(found.send).toEqual(['a']);
    expect(found.held).toMatchObject([{ id: 'b', reason: 'other-channel' }]);
  });
});

describe('the look after the claim', () => {
  const again = (claimedMs: number, changes: Changes = {}) =>
    lookAgain(
      customerWith({ a: coffee({ status: 'claimed', claimedMs: NOW_MS }) }, changes),
      'contact-1',
      shopWith(),
      berlin,
      NOW_MS + 50,
      claimedMs,
    );

  test('sees only what this very delivery claimed', () => {
    expect(again(NOW_MS).send).toEqual(['a']);
    expect(again(NOW_MS - 1).send).toEqual([]);
  });

  test('finds what happened since', () => {
    const pairs: Fold['pairs'] = { coffee: [TODAY, 1] };
    expect(again(NOW_MS, { fold: { pairs } }).dropped).toMatchObject([
      { reason: 'already-bought' },
    ]);
  });

  test('does not count its own claim towards the cap', () => {
    expect(again(NOW_MS, { book: { contacted: [NOW_MS - DAY_MS] } }).send).toEqual(['a']);
  });
});
