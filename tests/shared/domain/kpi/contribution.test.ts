import { describe, expect, it } from 'vitest';
import { type Customer, emptyBook, emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { type CustomerView, contributionOf } from '#shared/domain/kpi/contribution.ts';
import { emptySums, mergeSums } from '#shared/domain/kpi/sums.ts';
import { calendarOf, dayOfIso, monthOf } from '#shared/domain/time/calendar.ts';

const today = dayOfIso('2026-03-10');
const march = monthOf(today);
const calendar = calendarOf('Europe/Berlin');
const view: CustomerView = { heldOut: false, stage: 'developed', abcClass: 'B', today, calendar };

const customerWith = (fold: Partial<Fold>, months: Fold['months'] = []): Customer => ({
  fold: { ...emptyFold(), ...fold },
  book: { ...emptyBook(), months },
});
const contribution = (customer: Customer, changes: Partial<CustomerView> = {}) =>
  contributionOf(customer, { ...view, ...changes });

/** One order of 20.00 this month, of which 5.00 went back, after one decision. */
const buyer = customerWith({ months: [[march, { o: 1, r: 2_000, f: 500 }]] }, [[march, { D: 1 }]]);
const decidedOnly = customerWith({}, [[march, { D: 1 }]]);

describe('what one customer adds', () => {
  it('counts as a buyer in the months with an order', () => {
    const { months } = contribution(
      customerWith(
        {
          months: [
            [march - 1, { q: 1 }],
            [march, { o: 2, r: 900 }],
          ],
        },
        [[march - 1, { D: 1 }]],
      ),
    );
    expect(months).toEqual([
      [march - 1, { q: 1, D: 1 }],
      [march, { o: 2, r: 900, buyers: 1 }],
    ]);
  });

  it('goes to the arm that the customer is in, buyer or not', () => {
    const windowOf = (customer: Customer, heldOut: boolean) =>
      contribution(customer, { heldOut }).windows['this-month'];
    expect(windowOf(buyer, false)).toMatchObject({
      'treated.customers': 1,
      'treated.buyers': 1,
      'treated.netMinor': 1_500,
      'treated.netMinorSquared': 2_250_000,
    });
    expect(windowOf(buyer, true)).toMatchObject({ 'control.customers': 1, 'control.buyers': 1 });
    expect(windowOf(buyer, true)).not.toHaveProperty('treated.customers');
    expect(windowOf(decidedOnly, false)).toMatchObject({ 'treated.customers': 1 });
    expect(windowOf(decidedOnly, false)).not.toHaveProperty('treated.buyers');
  });

  it('is in no arm when nothing was decided', () => {
    const window = contribution(customerWith(buyer.fold)).windows['this-month'];
    expect(window).not.toHaveProperty('treated.customers');
  });

  it.each<[string, Partial<Fold>, number | undefined]>([
    ['nothing', {}, undefined],
    ['an address', { reachable: ['email'] }, 1],
    ['a consent', { consents: { 'any:marketing': [1, 1] } }, 1],
    ['a time zone', { timeZone: 'Europe/Berlin' }, 1],
    ['a language', { locale: 'de' }, 1],
    [
      'all four',
      {
        reachable: ['sms'],
        consents: { 'any:marketing': [1, 1] },
        timeZone: 'Europe/Berlin',
        locale: 'de',
      },
      4,
    ],
  ])('knows of four details %s', (_, fold, known) => {
    const { now } = contribution(customerWith(fold));
    expect(now['detailsKnown']).toBe(known);
    expect(now['detailsWanted']).toBe(4);
  });

  it('is nothing once the customer asked to be erased', () => {
    const erased = contribution({ ...buyer, fold: { ...buyer.fold, erased: true } });
    expect(erased).toMatchObject({ customers: 0, months: [], newestFactDay: null, now: {} });
    expect(erased.windows['this-month']).toEqual({});
  });
});

describe('sums of customers', () => {
  const of = (day: number) => contribution(customerWith({}), { today: day });

  it('of different days are not merged', () => {
    expect(() => mergeSums(of(today), of(today + 1))).toThrow(
      `sums of days ${today} and ${today + 1} cannot be merged`,
    );
    expect(mergeSums(emptySums(), of(today)).today).toBe(today);
    expect(mergeSums(of(today), emptySums()).today).toBe(today);
  });

  it('have the newest fact of all and every month once', () => {
    const seenOn = (day: number) => {
      const recent = [`${String(calendar.at(day, 12)).padStart(15, '0')}#e`];
      return contribution({ ...buyer, fold: { ...buyer.fold, recent } });
    };
    const merged = mergeSums(seenOn(today - 3), seenOn(today - 1));
    expect(merged.newestFactDay).toBe(today - 1);
    expect(mergeSums(emptySums(), seenOn(today - 3)).newestFactDay).toBe(today - 3);
    expect(mergeSums(seenOn(today - 3), emptySums()).newestFactDay).toBe(today - 3);
    expect(merged.months).toEqual([[march, { o: 2, r: 4_000, f: 1_000, D: 2, buyers: 2 }]]);
    expect(merged.customers).toBe(2);
  });
});
