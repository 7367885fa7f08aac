import { expect, test } from 'vitest';
import { meanPartBytes } from '#bench/state-parts.ts';
import { emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { writeCustomer } from '#shared/store/customer-text.ts';

test('the parts of a state add up to its stored text', () => {
  const fold = { ...emptyFold(), pairs: { кофе: [1, 2], beans: [3, 4, 5] }, facts: 12 };
  const customer = { fold, book: emptyBook() };
  const parts = meanPartBytes([customer, customer]);
  const text = writeCustomer(customer);
  const braces = 2;
  const sum = parts.reduce((all, [, bytes]) => all + bytes, 0);
  expect(sum + braces).toBe(Buffer.byteLength(text.fold) + Buffer.byteLength(text.book));
  expect(parts.find(([part]) => part === 'fold.facts')?.[1]).toBe('"facts":12,'.length);
});

test('the largest part comes first', () => {
  const pairs = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`P-${at}`, [1, 2]]));
  const customer = { fold: { ...emptyFold(), pairs }, book: emptyBook() };
  expect(meanPartBytes([customer])[0]?.[0]).toBe('fold.pairs');
});
