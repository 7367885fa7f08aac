import type { DeliverDeps, Delivery } from '#functions/deliver/deps.ts';
import type { Book, Customer, DecisionStatus } from '#shared/domain/customer/state.ts';
import { claim } from '#shared/domain/deciding/contact-progress.ts';
import { type LastLook, lastLook } from '#shared/domain/deciding/last-look.ts';
import type { Sender } from '#shared/messaging/ports.ts';
import { changeCustomer } from '#shared/pipeline/change-customer.ts';
import type { Bug } from './planted-bugs.ts';

/** What a wrong delivery of that contact works with; without a bug of delivery, what it is given. */
export function buggyDelivery(deps: DeliverDeps, to: Delivery, bug: Bug | undefined): DeliverDeps {
  const { steps } = deps;
  switch (bug) {
    case 'no-claim':
      return {
        ...deps,
        sender: claimingLate(deps, to),
        steps: { ...steps, claim: (book) => book, lookAgain: lastLook },
      };
    case 'no-last-look':
      return {
        ...deps,
        steps: {
          ...steps,
          lookFirst: (customer, id) => lookAtNothing(customer, id, ['planned', 'held']),
          lookAgain: (customer, id) => lookAtNothing(customer, id, ['claimed']),
        },
      };
    case 'no-version-check':
    case 'publish-before-commit':
    case 'forget-the-outbox':
    case 'no-switch':
    case undefined:
      return deps;
  }
}

/** Claims what was said once it was said, so that it is recorded but kept from nobody else before. */
const claimingLate = (deps: DeliverDeps, { customerId, contactId }: Delivery): Sender => ({
  send: async (message) => {
    const answer = await deps.sender.send(message);
    await changeCustomer(deps, customerId, ({ fold, book }, nowMs) => {
      const said = idsOf(book, contactId, ['planned', 'held']);
      return { fold, book: claim(book, said, nowMs) };
    });
    return answer;
  },
});

/** What delivery would say without looking. */
function lookAtNothing(
  { book }: Customer,
  contactId: string,
  statuses: readonly DecisionStatus[],
): LastLook {
  const send = idsOf(book, contactId, statuses);
  const channel = book.decisions[send[0] ?? '']?.channel;
  return {
    send,
    ...(channel === undefined ? {} : { channel }),
    purpose: 'marketing',
    dropped: [],
    held: [],
  };
}

const idsOf = (
  { decisions }: Book,
  contactId: string,
  statuses: readonly DecisionStatus[],
): readonly string[] =>
  Object.entries(decisions)
    .filter(([, each]) => each.contactId === contactId && statuses.includes(each.status))
    .map(([id]) => id);
