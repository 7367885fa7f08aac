import { applyFact } from '#shared/domain/customer/apply-fact.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { type Book, type Customer, emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { assessRisk } from '#shared/domain/deciding/assess-risk.ts';
import { claim, drop, hold, recordSent } from '#shared/domain/deciding/contact-progress.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { decideAtDawn } from '#shared/domain/deciding/decide-at-dawn.ts';
import { lastLook } from '#shared/domain/deciding/last-look.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import type { Happening } from './happening.ts';
import type { History } from './history.ts';
import type { LiveShop } from './live-shop.ts';
import { type SheetRow, taken } from './outbox.ts';
import { daysOff, staysLost } from './quiet-dawns.ts';

/** How the days of a customer are gone through; the slow way is there to prove the quick one. */
export type Pace = 'every-dawn' | 'skip-quiet-dawns';

/**
 * What the product would have done about one customer, had it run from the first day of the shop
 * to the last: each fact is folded when it happened, every dawn decides, and every due contact is
 * looked at once more when it is to be sent. It starts with an empty book, as on the day on which
 * a shop begins to use it. What would have been sent changes nothing of what the customer then did.
 */
export function liveCustomer(
  { customerId, facts }: History,
  shop: LiveShop,
  pace: Pace = 'skip-quiet-dawns',
): Happening[] {
  const life = startLife(customerId, shop, pace);
  const happenings: Happening[] = [];
  const note = (news: readonly Happening[]): void => {
    happenings.push(...news);
  };
  let next = 0;
  const takeFacts = (untilMs: number): void => {
    for (let fact = facts[next]; fact !== undefined && fact.atMs <= untilMs; fact = facts[next]) {
      note(life.takeSheet(fact.atMs - 1));
      note(life.takeFact(fact));
      next += 1;
    }
    note(life.takeSheet(untilMs));
  };
  for (let day = shop.fromDay; day <= shop.toDay; day += 1) {
    const dawnMs = shop.dawnMs(day);
    takeFacts(dawnMs);
    note(life.takeDawn(day, dawnMs));
  }
  takeFacts(shop.calendar.at(shop.toDay + 1, 0) - 1);
  return happenings;
}

/** The state of one customer as time goes by. Each step answers what the product did in it. */
function startLife(customerId: string, shop: LiveShop, pace: Pace) {
  const { calendar, fromDay, toDay } = shop;
  const draft = emptyFold();
  const beganMs = calendar.at(fromDay, 0);
  const off = daysOff();
  let customer: Customer = { fold: { ...draft }, book: emptyBook() };
  let sheet: SheetRow[] = [];

  /** The new book with its outbox paid: contacts go onto the sheet, the rest is told. */
  const keep = (book: Book): readonly Happening[] => {
    const paid = taken(book.outbox);
    sheet.push(...paid.sheet);
    customer = { ...customer, book: book.outbox.length === 0 ? book : { ...book, outbox: [] } };
    return paid.happenings;
  };
  const contextAt = (day: number, nowMs: number): DecideContext =>
    shop.contextAt(customerId, Math.min(Math.max(day, fromDay), toDay), nowMs);

  return {
    /** Facts before the first day are known, and nothing is decided about them. */
    takeFact({ atMs, event }: Fact): readonly Happening[] {
      const day = calendar.dayOf(atMs);
      draft.facts += 1;
      if (draft.erased !== true) applyFact(draft, event, { day, atMs, calendar });
      /* Forecasts are remembered by the fold they are about, so a changed fold is another one. */
      customer = { ...customer, fold: { ...draft } };
      off.end();
      return atMs < beganMs ? [] : keep(assessRisk(customer, contextAt(day, atMs)));
    },

    takeDawn(day: number, dawnMs: number): readonly Happening[] {
      if (draft.facts === 0) return [];
      const context = contextAt(day, dawnMs);
      if (pace === 'skip-quiet-dawns' && off.isQuiet(context)) {
        if (staysLost(customer, context)) return [];
        const book = assessRisk(customer, context);
        return book === customer.book ? [] : keep(book);
      }
      const happenings = keep(decideAtDawn(customer, context));
      if (pace === 'skip-quiet-dawns') off.plan(customer, context);
      return happenings;
    },

    /** Every contact due until then, in order of time. */
    takeSheet(untilMs: number): readonly Happening[] {
      if (sheet.length === 0) return [];
      const happenings: Happening[] = [];
      for (;;) {
        const due = sheet.filter(({ atMs }) => atMs <= untilMs);
        const first = due.reduce<SheetRow | undefined>(
          (a, b) => (a === undefined || b.atMs < a.atMs ? b : a),
          undefined,
        );
        if (first === undefined) return happenings;
        sheet = sheet.filter((row) => row !== first);
        happenings.push(...deliver(first));
        off.end();
      }
    },
  };

  /** Look, claim, send: what delivery does, with a provider that takes everything. */
  function deliver({ atMs, contactId }: SheetRow): Happening[] {
    const look = lastLook(customer, contactId, shop.shop, calendar, atMs);
    const month = monthOf(calendar.dayOf(atMs));
    const needs = look.send.flatMap((id) => customer.book.decisions[id] ?? []);
    const looked = hold(drop(customer.book, look.dropped, month), look.held, month);
    const book = recordSent(claim(looked, look.send, atMs), look.send, atMs, month);
    customer = { ...customer, book };
    const waits = new Set(look.held.map(({ untilMs }) => untilMs));
    for (const untilMs of waits) sheet.push({ atMs: Math.max(untilMs, atMs + 1), contactId });
    return [
      ...(needs.length === 0 ? [] : [{ what: 'sent' as const, atMs, needs }]),
      ...look.dropped.map(({ status, reason }) => ({ what: status, atMs, reason })),
      ...look.held.map(({ reason }) => ({ what: 'held' as const, atMs, reason })),
    ];
  }
}
