import { release } from '#shared/domain/deciding/contact-progress.ts';
import { changeBook } from './change-book.ts';
import type { DeliverDeps, Delivery } from './deps.ts';
import { handOver } from './hand-over.ts';
import { lookAndClaim } from './look-and-claim.ts';
import { type Prepared, prepareMessage } from './prepare-message.ts';

/**
 * How one message of the queue ended. `busy`: another delivery has claimed the contact and has not
 * said how it ended, so the message must come again. Everything else is done with.
 */
export type Delivered =
  | 'sent'
  | 'outcome-unknown'
  | 'refused'
  | 'postponed'
  | 'unreachable'
  | 'nothing-to-send'
  | 'busy';

/**
 * Says a due contact at most once: look, claim, look again, send, record.
 *
 * The claim is the commit that decides: only the delivery whose claim was written may send, and
 * whoever finds a claim that is older than its lease records the contact as sent with unknown
 * outcome instead of sending. What a failure means after the claim:
 *
 * - before the provider was asked: nothing was sent; the needs are given back and the message fails,
 *   to be tried again and at last to lie in the dead-letter queue, from where it can be redriven;
 * - the provider refused for good: suppressed;
 * - the provider refused for now: held for a quarter of an hour, again and again until it expires;
 * - no clear answer (timeout, broken connection, 5xx): recorded as sent, outcome unknown;
 * - a crash: the claim stands, and the message's next delivery records it as sent, outcome unknown.
 */
export async function deliverContact(deps: DeliverDeps, to: Delivery): Promise<Delivered> {
  const claimed = await lookAndClaim(deps, to);
  if (claimed.isBusy) return 'busy';
  const { send } = claimed.look;
  if (send.length === 0) return 'nothing-to-send';
  const prepared = await orGiveBack(deps, to, send, prepareMessage(deps, to, claimed));
  if (prepared.kind !== 'ready') return prepared.kind;
  return handOver(deps, to, prepared);
}

/** Nothing was sent yet, so a failure frees the claim. @throws what failed */
async function orGiveBack(
  deps: DeliverDeps,
  to: Delivery,
  ids: readonly string[],
  preparing: Promise<Prepared>,
): Promise<Prepared> {
  try {
    return await preparing;
  } catch (error) {
    await changeBook(deps, to, (book, { nowMs }) => release(book, ids, nowMs)).catch(
      (second: unknown) => {
        throw new AggregateError([error, second], `contact ${to.contactId} stays claimed`);
      },
    );
    throw error;
  }
}
