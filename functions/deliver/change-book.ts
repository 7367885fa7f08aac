import type { Book } from '#shared/domain/customer/state.ts';
import { changeCustomer } from '#shared/pipeline/change-customer.ts';
import type { Telling } from './book-changes.ts';
import type { DeliverDeps, Delivery } from './deps.ts';

/** Changes the customer's book alone; a change that returns the book it got writes nothing. */
export async function changeBook(
  deps: DeliverDeps,
  to: Delivery,
  change: (book: Book, telling: Telling) => Book,
): Promise<void> {
  await changeCustomer(deps, to.customerId, ({ fold, book }, nowMs) => {
    const changed = change(book, tellingOf(deps, to, nowMs));
    return changed === book ? undefined : { customer: { fold, book: changed } };
  });
}

export const tellingOf = (
  { calendar }: Pick<DeliverDeps, 'calendar'>,
  to: Delivery,
  nowMs: number,
): Telling => ({ to, calendar, nowMs });
