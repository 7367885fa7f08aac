import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import type { Book } from '#shared/domain/customer/state.ts';
import { assessRisk } from '#shared/domain/deciding/assess-risk.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';
import {
  bought,
  contextAt,
  customerAfter,
  eventOf,
  identified,
  TODAY,
} from '#tests/builders/customer.ts';
import { modelInPercent } from '#tests/builders/told-in-percent.ts';

const DAY_MS = 86_400_000;
/** Four visits a month apart, then silence; at risk, but not lost, on TODAY. */
const silent = [identified(), ...[300, 270, 240, 210].map((daysAgo) => bought(daysAgo))];
const objected = eventOf('Consent Withdrawn', 1, { channel: 'any', purpose: 'profiling' });

const told = (book: Book) => book.outbox.map(({ type, properties }) => ({ type, ...properties }));
const counters = (book: Book) => book.months.at(-1)?.[1] ?? {};

function assess(
  events: readonly InboundEvent[],
  book: Partial<Book> = {},
  changes: Partial<DecideContext> = {},
) {
  return assessRisk(customerAfter(events, book), contextAt(0, changes));
}

/** At risk since so many days, with a case of that name. */
const inCase = (days: number): Pick<Book, 'risk'> => ({
  risk: {
    level: 'at-risk',
    sinceMs: contextAt().nowMs - days * DAY_MS,
    probability: 0.8,
    caseId: 'case-0',
  },
});

describe('a customer who stops coming', () => {
  it('becomes a case, is counted, and support is told of that case', () => {
    const book = assess(silent);
    expect(book.risk).toMatchObject({ level: 'at-risk', sinceMs: contextAt().nowMs });
    expect(book.risk.probability).toBeGreaterThan(0.7);
    expect(book.risk.probability).toBeLessThanOrEqual(1);
    expect(told(book)).toMatchObject([
      {
        type: 'Customer At Risk',
        caseId: book.risk.caseId,
        currency: 'EUR',
        suggestedAction: 'Get in touch personally and ask whether anything is missing',
      },
    ]);
    expect(counters(book)).toEqual({ K: 1 });
  });

  it('is told of in words, but in percent once the newest weeks say enough of the next', () => {
    const toldIn = (changes: Partial<DecideContext>) =>
      told(assess(silent, {}, changes)).map((each) => 'toldIn' in each && each.toldIn);
    expect(toldIn({})).toEqual(['words']);
    expect(toldIn({ model: modelInPercent(TODAY) })).toEqual(['percent']);
  });

  it('is told of with a number only where that would hold, and a word in any case', () => {
    const book = assess(silent);
    const likelihood = likelihoodOf(book.risk.probability);
    expect(told(book)).toMatchObject([{ probability: null, likelihood }]);
    const { risk, ...known } = assess(silent, {}, { model: modelInPercent(TODAY) });
    const inPercent = { probability: expect.closeTo(risk.probability, 4) };
    expect(told({ risk, ...known })).toMatchObject([
      { ...inPercent, likelihood: likelihoodOf(risk.probability) },
    ]);
  });

  it('is told of with the days meant: the shop’s, and more of who comes rarely', () => {
    const daysOf = (events: readonly InboundEvent[]) =>
      told(assess(events)).map((each) => 'horizonDays' in each && each.horizonDays);
    expect(daysOf(silent)).toEqual([90]);
    const rare = [identified(), ...[600, 540, 480, 420].map((daysAgo) => bought(daysAgo))];
    expect(daysOf(rare)).toEqual([180]);
  });

  it('is counted but not told of in the control group', () => {
    const book = assess(silent, {}, { heldOut: true });
    expect(book.risk.level).toBe('at-risk');
    expect(counters(book)).toEqual({ K: 1 });
    expect(book.outbox).toEqual([]);
  });

  it('is told of once: as long as the level stays the book does', () => {
    const customer = customerAfter(silent, inCase(3));
    expect(assessRisk(customer, contextAt())).toBe(customer.book);
  });

  it('is nothing to tell when long gone before anybody looked', () => {
    const gone = [900, 870, 840, 810].map((daysAgo) => bought(daysAgo));
    const book = assess(gone);
    expect(book.risk.level).toBe('lost');
    expect(book.outbox).toEqual([]);
    expect(book.months).toEqual([]);
    const { caseId } = book.risk;
    const back = assess([...gone, bought(-1)], { risk: book.risk }, contextAt(2));
    expect(told(back)).toMatchObject([{ type: 'Customer Recovered', caseId }]);
  });

  it('leaves what the book owed already', () => {
    const owed = assess(silent).outbox;
    expect(assess([...silent, bought(0)], { ...inCase(3), outbox: owed }).outbox).toHaveLength(2);
    expect(assess([...silent, objected], { ...inCase(3), outbox: owed }).outbox).toHaveLength(2);
  });

  it('is a new case when it happens again', () => {
    const first = assess(silent);
    const nowMs = contextAt().nowMs + 60_000;
    expect(assess(silent, {}, { nowMs }).risk.caseId).not.toBe(first.risk.caseId);
  });

  it('ends the same case on coming back', () => {
    const book = assess([...silent, bought(0)], inCase(3));
    expect(book.risk).toMatchObject({ level: 'calm', sinceMs: contextAt().nowMs });
    expect(book.risk).not.toHaveProperty('caseId');
    expect(told(book)).toMatchObject([{ type: 'Customer Recovered', caseId: 'case-0' }]);
    expect(counters(book)).toEqual({ Y: 1 });
  });

  it('comes back without a number or a word while it is too early to say', () => {
    const book = assess([identified(), bought(400), bought(0)], inCase(3));
    const [event] = told(book);
    expect(event).toMatchObject({ type: 'Customer Recovered', probability: null });
    expect(event).not.toHaveProperty('likelihood');
  });

  it('keeps the case when lost', () => {
    const gone = [900, 870, 840, 810].map((daysAgo) => bought(daysAgo));
    const book = assess(gone, inCase(90));
    expect(book.risk).toMatchObject({ level: 'lost', caseId: 'case-0' });
    expect(told(book)).toMatchObject([{ type: 'Customer Lost', caseId: 'case-0' }]);
    expect(counters(book)).toEqual({ L: 1 });
  });
});

describe('a customer who objects to profiling', () => {
  it('is no case any more: support is told to close it and nothing else', () => {
    const book = assess([...silent, objected], inCase(3));
    expect(book.risk).toEqual({ level: 'calm', sinceMs: contextAt().nowMs, probability: 0 });
    expect(told(book)).toMatchObject([
      {
        type: 'Customer Recovered',
        caseId: 'case-0',
        stage: 'withdrawn',
        probability: null,
        valueAtStakeMinor: 0,
        reasons: [],
      },
    ]);
    expect(told(book)[0]).not.toHaveProperty('toldIn');
    expect(told(book)[0]).not.toHaveProperty('horizonDays');
  });

  it('was never told of in the control group, and is not now', () => {
    const book = assess([...silent, objected], inCase(3), { heldOut: true });
    expect(book.risk.level).toBe('calm');
    expect(book.outbox).toEqual([]);
  });

  it('is not assessed', () => {
    const customer = customerAfter([...silent, objected]);
    expect(assessRisk(customer, contextAt())).toBe(customer.book);
  });
});

describe('what support should do first', () => {
  const actionAfter = (...events: InboundEvent[]) =>
    told(assess([...silent, ...events])).flatMap((each) =>
      'suggestedAction' in each ? [each.suggestedAction] : [],
    );

  it('is about the strongest thing the customer has told', () => {
    const complained = eventOf('Complaint Opened', 205, { complaintId: 'k' });
    const bad = eventOf('Satisfaction Rated', 205, { rating: 2 });
    const good = eventOf('Satisfaction Rated', 205, { rating: 4 });
    const cancelled = [
      eventOf('Subscription Started', 300, {
        subscriptionId: 's',
        periodDays: 30,
        priceMinor: 900,
        currency: 'EUR',
      }),
      eventOf('Subscription Cancelled', 205, { subscriptionId: 's' }),
    ];
    const returned = [300, 270].map((daysAgo) =>
      eventOf('Order Refunded', daysAgo - 5, {
        orderId: `order-${daysAgo}-beans`,
        currency: 'EUR',
        totalMinor: 1_500,
      }),
    );
    expect(actionAfter(complained, bad)).toEqual(['Resolve the open complaint, then call back']);
    expect(actionAfter(bad, ...cancelled)).toEqual(['Ask what went wrong behind the low rating']);
    expect(actionAfter(...cancelled, ...returned)).toEqual([
      'Ask why the subscription was cancelled and offer a fitting plan',
    ]);
    expect(actionAfter(good, ...returned)).toEqual(['Help to choose: this customer returns a lot']);
    expect(actionAfter(good, ...returned.slice(1))).toEqual([
      'Get in touch personally and ask whether anything is missing',
    ]);
  });
});
