import { describe, expect, it } from 'vitest';
import type { Book, Customer } from '#shared/domain/customer/state.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { decideAtDawn } from '#shared/domain/deciding/decide-at-dawn.ts';
import {
  bought,
  contextAt,
  customerAfter,
  eventOf,
  identified,
  regularBuyer,
} from '#tests/builders/customer.ts';
import { shopWith } from '#tests/builders/shop.ts';

const statuses = (book: Book): string[] =>
  Object.values(book.decisions).map(({ status }) => status);
const told = (book: Book): string[] => book.outbox.map(({ type }) => type);
const reasonsTold = (book: Book): string[] =>
  book.outbox.flatMap(({ properties }) => ('reason' in properties ? [properties.reason] : []));

/** Dawn after dawn, the outbox emptied as a commit would. */
function dawns(customer: Customer, days: readonly number[], changes: Partial<DecideContext> = {}) {
  let { book } = customer;
  for (const day of days) {
    book = decideAtDawn(
      { fold: customer.fold, book: { ...book, outbox: [] } },
      contextAt(day, changes),
    );
  }
  return book;
}

describe('dawn', () => {
  it('plans a reminder before a regular buyer runs out', () => {
    const book = decideAtDawn(customerAfter(regularBuyer()), contextAt());
    expect(statuses(book)).toEqual(['planned']);
    expect(told(book)).toEqual(['Replenishment Due']);
  });

  it('decides once per purchase, however many dawns pass', () => {
    const customer = customerAfter(regularBuyer());
    const first = decideAtDawn(customer, contextAt());
    const second = dawns({ ...customer, book: first }, [0]);
    expect(second.decisions).toEqual(first.decisions);
    expect(second.outbox).toEqual([]);
  });

  it('gives back the same book when nothing changed, so that nothing is written', () => {
    const customer = customerAfter(regularBuyer());
    const settled = { ...decideAtDawn(customer, contextAt()), outbox: [] };
    expect(decideAtDawn({ fold: customer.fold, book: settled }, contextAt())).toBe(settled);
  });

  it('says nothing about a customer who bought once', () => {
    const book = decideAtDawn(customerAfter([identified(), bought(20)]), contextAt());
    expect(book.decisions).toEqual({});
  });

  it('counts but never speaks to the control group', () => {
    const book = decideAtDawn(customerAfter(regularBuyer()), contextAt(0, { heldOut: true }));
    expect(statuses(book)).toEqual(['control']);
    expect(reasonsTold(book)).toEqual(['control-group']);
  });

  it('suppresses marketing without consent and says why', () => {
    const events = regularBuyer().filter(({ type }) => type !== 'Consent Granted');
    const book = decideAtDawn(customerAfter(events), contextAt());
    expect(statuses(book)).toEqual(['suppressed']);
    expect(reasonsTold(book)).toEqual(['no-consent']);
  });

  it('holds marketing while a complaint is open and says so once', () => {
    const complaint = eventOf('Complaint Opened', 2, { complaintId: 'k-1' });
    const customer = customerAfter([...regularBuyer(), complaint]);
    const first = decideAtDawn(customer, contextAt());
    expect(reasonsTold(first)).toContain('open-complaint');
    const second = dawns({ ...customer, book: first }, [1]);
    expect(statuses(second)).toEqual(['held']);
    expect(reasonsTold(second)).toEqual([]);
  });

  it('plans what was held as soon as the complaint is resolved', () => {
    const opened = eventOf('Complaint Opened', 2, { complaintId: 'k-1' });
    const resolved = eventOf('Complaint Resolved', 0, { complaintId: 'k-1' });
    const held = dawns(customerAfter([...regularBuyer(), opened]), [0]);
    const book = dawns(
      { ...customerAfter([...regularBuyer(), opened, resolved]), book: held },
      [1],
    );
    expect(statuses(book)).toEqual(['planned']);
  });

  it('holds what exceeds the rolling cap', () => {
    const { nowMs } = contextAt();
    const customer = customerAfter(regularBuyer(), { contacted: [nowMs - 3_600_000] });
    const shop = shopWith({ cap: { contacts: 1, days: 7 } });
    expect(reasonsTold(decideAtDawn(customer, contextAt(0, { shop })))).toEqual(['frequency-cap']);
  });

  it('says several needs of one customer in one contact', () => {
    const events = [
      ...regularBuyer(),
      ...[168, 144, 120, 96, 72, 48, 24].map((ago) => bought(ago, 'filters')),
    ];
    const book = decideAtDawn(customerAfter(events), contextAt());
    const contacts = new Set(Object.values(book.decisions).map(({ contactId }) => contactId));
    expect(statuses(book)).toEqual(['planned', 'planned']);
    expect(contacts.size).toBe(1);
  });

  it('says what will be due in a few days together with what is due, but not on its own', () => {
    const soon = [168, 143, 118, 93, 68, 43, 18].map((ago) => bought(ago, 'filters'));
    const [identity, consent] = regularBuyer();
    if (identity === undefined || consent === undefined) expect.fail('nobody to remind');
    const alone = decideAtDawn(customerAfter([identity, consent, ...soon]), contextAt());
    expect(statuses(alone)).toEqual([]);
    const together = decideAtDawn(customerAfter([...regularBuyer(), ...soon]), contextAt());
    expect(
      Object.values(together.decisions)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['beans', 'filters']);
  });

  it('leaves alone what a delivery has claimed, whatever was bought meanwhile', () => {
    const planned = dawns(customerAfter(regularBuyer()), [0]);
    const [[id, decision] = []] = Object.entries(planned.decisions);
    if (id === undefined || decision === undefined) expect.fail('nothing was planned');
    const { nowMs } = contextAt(2);
    const claimed = { ...decision, status: 'claimed' as const, claimedMs: nowMs - 1_000 };
    const book = { ...planned, decisions: { [id]: claimed } };
    const after = dawns({ ...customerAfter([...regularBuyer(), bought(-1)]), book }, [2]);
    expect(after.decisions[id]).toEqual(claimed);
  });

  it('cancels what is still to be said when the customer has bought, and grades the forecast', () => {
    const planned = dawns(customerAfter(regularBuyer()), [0]);
    const customer = { ...customerAfter([...regularBuyer(), bought(-1)]), book: planned };
    const cancelled = dawns(customer, [2]);
    expect(statuses(cancelled)).toEqual(['suppressed']);
    expect(reasonsTold(cancelled)).toEqual(['already-done']);
    const graded = dawns({ ...customer, book: cancelled }, [15]);
    expect(graded.decisions).toEqual({});
    expect(told(graded)).toContain('Forecast Settled');
    expect(graded.settled.map(([, , , happened]) => happened)).toEqual([1]);
  });

  it('expires what nobody said in time, and grades it when its time is over', () => {
    const { fold, book } = customerAfter(regularBuyer());
    const held = dawns({ fold, book }, [0], { heldOut: false });
    const days = Array.from({ length: 200 }, (_none, day) => day + 1);
    const late = dawns({ fold, book: held }, days);
    expect(late.decisions).toEqual({});
    expect(late.settled.map(([, , , happened]) => happened)).toEqual([0]);
  });

  it('gives an order to one reminder only, however many spoke of it', () => {
    const filters = [168, 144, 120, 96, 72, 48, 24].map((ago) => bought(ago, 'filters'));
    const planned = dawns(customerAfter([...regularBuyer(), ...filters]), [0]);
    const sent = Object.entries(planned.decisions).map(([id, decision]) => [
      id,
      { ...decision, status: 'sent' as const },
    ]);
    const book: Book = { ...planned, decisions: Object.fromEntries(sent) };
    const orders = [bought(-1, 'beans', 1_000), bought(-1, 'filters', 500)];
    const { fold } = customerAfter([...regularBuyer(), ...filters, ...orders]);
    const attributed = dawns({ fold, book }, [2]).months.map(([, counters]) => counters['R']);
    expect(attributed.at(-1)).toBe(1_500);
  });

  it('reminds again a week after the customer asked for it', () => {
    const planned = dawns(customerAfter(regularBuyer()), [0]);
    const [id, decision] =
      Object.entries(planned.decisions)[0] ?? expect.fail('nothing was planned');
    const sent: Book = { ...planned, decisions: { [id]: { ...decision, status: 'sent' } } };
    const contactId = decision.contactId ?? expect.fail('no contact');
    const answer = eventOf('Reminder Answered', 0, { contactId, answer: 'remind-later' });
    const { fold } = customerAfter([...regularBuyer(), answer]);
    expect(statuses(dawns({ fold, book: sent }, [1]))).toEqual(['held']);
    expect(statuses(dawns({ fold, book: sent }, [1, 7]))).toEqual(['planned']);
  });

  it('forgets nobody who objected to profiling: it decides nothing at all', () => {
    const objection = eventOf('Consent Withdrawn', 1, { channel: 'any', purpose: 'profiling' });
    const { decisions } = decideAtDawn(customerAfter([...regularBuyer(), objection]), contextAt());
    expect(decisions).toEqual({});
  });
});
