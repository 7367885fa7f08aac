import type { Book } from '#shared/domain/customer/state.ts';
import { SendRefused } from '#shared/messaging/channels/send-refused.ts';
import type { Sender } from '#shared/messaging/ports.ts';
import type { Sendable } from '#shared/store/ports.ts';
import { type Telling, withPostponed, withSent, withSuppressed } from './book-changes.ts';
import { changeBook } from './change-book.ts';
import type { DeliverDeps, Delivery } from './deps.ts';
import type { Ready } from './prepare-message.ts';

/** Hands the message to its channel and records what the channel said. */
export async function handOver(
  deps: DeliverDeps,
  to: Delivery,
  { ids, message, stored }: Ready,
): Promise<Answer['kind']> {
  const { channel } = message;
  const answer = await tryToSend(deps.sender, message);
  if (answer.kind === 'refused') deps.count?.('MessagesRefused', 1, channel);
  const record = (book: Book, telling: Telling): Book => {
    switch (answer.kind) {
      case 'sent': {
        const { providerMessageId } = answer;
        return withSent(book, ids, { reason: 'accepted', channel, providerMessageId }, telling);
      }
      case 'outcome-unknown':
        return withSent(book, ids, { reason: 'outcome-unknown', channel }, telling);
      case 'refused':
        return withSuppressed(book, ids, 'refused-by-provider', telling);
      case 'postponed':
        return withPostponed(book, ids, 'provider-busy', telling);
    }
  };
  await changeBook(deps, to, record, stored);
  return answer.kind;
}

type Answer =
  | { readonly kind: 'sent'; readonly providerMessageId: string }
  | { readonly kind: 'outcome-unknown' | 'refused' | 'postponed' };

/** Only a clear refusal proves that nothing was sent; any other failure leaves it open. */
async function tryToSend(sender: Sender, message: Sendable): Promise<Answer> {
  try {
    return { kind: 'sent', ...(await sender.send(message)) };
  } catch (error) {
    if (!(error instanceof SendRefused)) return { kind: 'outcome-unknown' };
    return { kind: error.permanent ? 'refused' : 'postponed' };
  }
}
