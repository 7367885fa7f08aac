import type { Book } from '#shared/domain/customer/state.ts';
import { changeCustomer, type Decide } from '#shared/pipeline/change-customer.ts';
import type { StoredCustomer } from '#shared/store/ports.ts';
import type { Telling } from './book-changes.ts';
import type { DeliverDeps, Delivery } from './deps.ts';

/**
 * Changes the customer's book alone; a change that returns the book it got writes nothing.
 * `known` is the customer as read a moment ago, to save reading it again.
 */
export async function changeBook(
  deps: DeliverDeps,
  to: Delivery,
  change: (book: Book, telling: Telling) => Book,
  known?: StoredCustomer,
): Promise<void> {
  const decide: Decide = ({ fold, book }, nowMs) => {
    const changed = change(book, tellingOf(deps, to, nowMs));
    return changed === book ? undefined : { fold, book: changed };
  };
  await changeCustomer(deps, to.customerId, decide, known);
}

export const tellingOf = (
  { calendar }: Pick<DeliverDeps, 'calendar'>,
  to: Delivery,
  nowMs: number,
): Telling => ({ to, calendar, nowMs });
