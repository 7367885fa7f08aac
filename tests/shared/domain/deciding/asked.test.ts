import { describe, expect, it } from 'vitest';
import { emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { askedKey, declinedKey, stillAsked } from '#shared/domain/deciding/asked.ts';
import { decideAtDawn } from '#shared/domain/deciding/decide-at-dawn.ts';
import { contextAt, customerAfter, regularBuyer } from '#tests/builders/customer.ts';

const need = (subject: string) => ({ kind: 'replenishment', subject }) as const;

describe('what was asked', () => {
  it('is kept for what the customer still buys or owns, under whatever name', () => {
    const machine = { product: 'p', since: 0, readings: [], components: {} };
    const fold = { ...emptyFold(), pairs: { 'a:b': [1, 1] }, assets: { m: machine } };
    const kept = { [askedKey(need('a:b'))]: 5, [declinedKey(need('m'))]: 30 };
    const gone = { [askedKey(need('c'))]: 5, [declinedKey(need('a:b'))]: 20 };
    expect(stillAsked({ ...kept, ...gone }, fold, 20)).toEqual(kept);
  });

  it('does not grow with products that are forgotten, however many were never bought again', () => {
    const forgotten = Array.from({ length: 500 }, (_, nth) => [askedKey(need(`gone-${nth}`)), 1]);
    const customer = customerAfter(regularBuyer());
    const planned = decideAtDawn(customer, contextAt()).decisions;
    const book = { ...emptyBook(), decisions: planned, asked: Object.fromEntries(forgotten) };
    const settled = decideAtDawn({ fold: customer.fold, book }, contextAt(400));
    expect(Object.keys(settled.asked)).toEqual([askedKey(need('beans'))]);
  });
});
