import {
  type Book,
  type Customer,
  type Decision,
  decision,
  emptyBook,
  emptyFold,
  type Fold,
  fold,
} from '#shared/domain/customer/state.ts';
import { calendarOf, dayOfIso } from '#shared/domain/time/calendar.ts';

/** Tuesday 3 March 2026, ten o'clock in Berlin. */
export const NOW_MS = Date.parse('2026-03-03T10:00:00+01:00');
export const TODAY = dayOfIso('2026-03-03');
export const DAY_MS = 86_400_000;
export const berlin = calendarOf('Europe/Berlin');

/** A planned reminder to buy coffee again, bought 30 days ago, decided yesterday at dawn. */
export const coffee = (changes: Partial<Decision> = {}): Decision =>
  decision.parse({
    kind: 'replenishment',
    subject: 'coffee',
    anchor: TODAY - 30,
    decidedMs: NOW_MS - DAY_MS - 6 * 3_600_000,
    probability: 0.8,
    expected: TODAY + 3,
    p10: TODAY - 2,
    p90: TODAY + 9,
    horizon: TODAY + 13,
    spent: 0,
    model: 'test',
    status: 'planned',
    contactId: 'contact-1',
    channel: 'email',
    sendAtMs: NOW_MS,
    expires: TODAY + 9,
    reasons: [['usually-every', 33]],
    ...changes,
  });

export const service = (changes: Partial<Decision> = {}): Decision =>
  coffee({ kind: 'maintenance', subject: 'machine-1', anchor: TODAY - 300, ...changes });

/** A customer of both, reachable by e-mail and SMS, who agreed to marketing. */
export const foldWith = (changes: Partial<Fold> = {}): Fold =>
  fold.parse({
    ...emptyFold(),
    facts: 5,
    pairs: { coffee: [TODAY - 30, 2] },
    assets: {
      'machine-1': { product: 'espresso-9', since: TODAY - 300, readings: [], components: {} },
    },
    consents: { 'any:marketing': [1, 1] },
    reachable: ['email', 'sms'],
    timeZone: 'Europe/Berlin',
    ...changes,
  });

export const customerWith = (
  decisions: Book['decisions'],
  changes: { readonly fold?: Partial<Fold>; readonly book?: Partial<Book> } = {},
): Customer => ({
  fold: foldWith(changes.fold),
  book: { ...emptyBook(), decisions, ...changes.book },
});
