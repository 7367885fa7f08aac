import type { Customer, DecisionStatus } from '#shared/domain/customer/state.ts';
import type { LastLook } from '#shared/domain/deciding/last-look.ts';

/** What delivery would do without looking: planted by the simulation to show that it is caught. */
export function lookAtNothing(
  customer: Customer,
  contactId: string,
  statuses: readonly DecisionStatus[],
): LastLook {
  const entries = Object.entries(customer.book.decisions).filter(
    ([, decision]) => decision.contactId === contactId && statuses.includes(decision.status),
  );
  const channel = entries[0]?.[1].channel;
  return {
    send: entries.map(([id]) => id),
    ...(channel === undefined ? {} : { channel }),
    purpose: 'marketing',
    dropped: [],
    held: [],
  };
}
