import { SendRefused } from '#shared/messaging/channels/send-refused.ts';
import type { Sender } from '#shared/messaging/ports.ts';
import type { Sendable } from '#shared/store/ports.ts';
import { withClaim, withPostponed, withSent, withSuppressed } from './book-changes.ts';
import { changeBook } from './change-book.ts';
import type { DeliverDeps, Delivery } from './deps.ts';

/** Hands the message to its channel and records what the channel said. */
export async function handOver(
  deps: DeliverDeps,
  to: Delivery,
  ids: readonly string[],
  message: Sendable,
): Promise<'sent' | 'outcome-unknown' | 'refused' | 'postponed'> {
  const answer = await tryToSend(deps.sender, message);
  await changeBook(deps, to, (book, telling) => {
    const claimed = deps.faults?.skipClaim ? withClaim(book, ids, telling) : book;
    switch (answer) {
      case 'sent':
        return withSent(claimed, ids, 'accepted', message.channel, telling);
      case 'outcome-unknown':
        return withSent(claimed, ids, 'outcome-unknown', message.channel, telling);
      case 'refused':
        return withSuppressed(claimed, ids, 'refused-by-provider', telling);
      case 'postponed':
        return withPostponed(claimed, ids, 'provider-busy', telling);
    }
  });
  return answer;
}

/** Only a clear refusal proves that nothing was sent; any other failure leaves it open. */
async function tryToSend(
  sender: Sender,
  message: Sendable,
): Promise<'sent' | 'outcome-unknown' | 'refused' | 'postponed'> {
  try {
    await sender.send(message);
    return 'sent';
  } catch (error) {
    if (!(error instanceof SendRefused)) return 'outcome-unknown';
    return error.permanent ? 'refused' : 'postponed';
  }
}
