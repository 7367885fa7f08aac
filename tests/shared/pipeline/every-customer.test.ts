import { describe, expect, it } from 'vitest';
import { emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { customerPages, everyCustomer, everyCustomerId } from '#shared/pipeline/every-customer.ts';
import type { CustomerPage, StoredCustomer } from '#shared/store/ports.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';

const known = (customerId: string): StoredCustomer => ({
  customerId,
  version: 1,
  fold: emptyFold(),
  book: emptyBook(),
});

/** A table of three pages; the second holds none but one who cannot be read. */
function threePages() {
  const asked: (string | undefined)[] = [];
  const pages: readonly CustomerPage[] = [
    { customers: [known('C-1'), known('C-2')], cursor: '1' },
    {
      customers: [],
      unreadable: [{ customerId: 'C-3', error: new Error('damaged') }],
      cursor: '2',
    },
    { customers: [known('C-4')] },
  ];
  const scan = async (_segment: number, _segments: number, cursor?: string) => {
    asked.push(cursor);
    return pages[Number(cursor ?? 0)] ?? { customers: [] };
  };
  return { asked, scan };
}

async function listed<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('going over all customers', () => {
  it('goes on past a page on which nobody can be read', async () => {
    const found = await listed(everyCustomer(threePages()));
    expect(found.map(({ customerId }) => customerId)).toEqual(['C-1', 'C-2', 'C-4']);
  });

  it('names those too who cannot be read', async () => {
    const found = await listed(everyCustomerId(threePages()));
    expect(found).toEqual(['C-1', 'C-2', 'C-3', 'C-4']);
  });

  it('reads no page that nobody asks for', async () => {
    const table = threePages();
    for await (const page of customerPages(table)) {
      if (page.customers.length > 0) break;
    }
    expect(table.asked).toEqual([undefined]);
  });

  it('finds each customer of a store once, however many pages there are', async () => {
    const store = memoryCustomerStore();
    const ids = Array.from({ length: 250 }, (_none, at) => `C-${at}`);
    for (const id of ids) await store.commit(id, 0, { fold: emptyFold(), book: emptyBook() });
    const found = await listed(everyCustomerId(store));
    expect(found.toSorted()).toEqual(ids.toSorted());
  });
});
