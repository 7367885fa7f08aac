import type { CustomerPage, CustomerStore, StoredCustomer } from '#shared/store/ports.ts';

type Scannable = Pick<CustomerStore, 'scan'>;

/**
 * The whole table, page by page. The next page is read when it is asked for, so that who has seen
 * enough pays for no more. For operators, learning and measuring; the daily pass has its own
 * segments and keeps its place.
 */
export async function* customerPages(
  customers: Scannable,
): AsyncGenerator<CustomerPage, undefined> {
  let cursor: string | undefined;
  do {
    const page = await customers.scan(0, 1, cursor);
    yield page;
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** Every customer that can be read; those who cannot are left out. */
export async function* everyCustomer(
  customers: Scannable,
): AsyncGenerator<StoredCustomer, undefined> {
  for await (const page of customerPages(customers)) yield* page.customers;
}

/** The ids of all customers, those included who cannot be read. */
export async function* everyCustomerId(customers: Scannable): AsyncGenerator<string, undefined> {
  for await (const page of customerPages(customers)) {
    yield* [...page.customers, ...(page.unreadable ?? [])].map(({ customerId }) => customerId);
  }
}
