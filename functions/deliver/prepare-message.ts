import type { Sendable, StoredCustomer } from '#shared/store/ports.ts';
import { withPostponed, withSuppressed } from './book-changes.ts';
import { changeBook } from './change-book.ts';
import { type Addressee, addressOf, compose, namesOf, productOf } from './compose.ts';
import type { DeliverDeps, Delivery } from './deps.ts';
import { type Claimed, stillTrue } from './look-and-claim.ts';

/** A message to be handed over now. */
export type Ready = {
  readonly kind: 'ready';
  readonly ids: readonly string[];
  readonly message: Sendable;
  /** The customer as last looked at. */
  readonly stored: StoredCustomer;
};
export type Prepared = Ready | { readonly kind: 'unreachable' | 'postponed' | 'nothing-to-send' };

/** Gathers what the message needs, then looks again as late as possible and writes it. */
export async function prepareMessage(
  deps: DeliverDeps,
  to: Delivery,
  claimed: Claimed,
): Promise<Prepared> {
  const { send, channel, purpose } = claimed.look;
  const addressee = await findAddressee(deps, to, claimed);
  if (addressee === undefined || channel === undefined) {
    await changeBook(deps, to, (book, telling) =>
      withSuppressed(book, send, 'unreachable', telling),
    );
    return { kind: 'unreachable' };
  }
  if (channel === 'sms') await deps.phones.remember(addressee.address, to);
  const { look, stored } = await stillTrue(deps, to, claimed);
  if (look.send.length === 0) return { kind: 'nothing-to-send' };
  if (look.channel !== channel) {
    await changeBook(deps, to, (book, telling) =>
      withPostponed(book, look.send, 'channel-changed', telling),
    );
    return { kind: 'postponed' };
  }
  const decisions = look.send.flatMap((id) => stored.book.decisions[id] ?? []);
  const nowMs = deps.clock.nowMs();
  const message = compose(
    deps,
    { ...to, fold: stored.fold, decisions, channel, purpose },
    addressee,
    nowMs,
  );
  return { kind: 'ready', ids: look.send, message, stored };
}

/** Undefined when the channel has no address of the customer. */
async function findAddressee(
  deps: DeliverDeps,
  { customerId }: Delivery,
  { look: { channel, send }, stored }: Claimed,
): Promise<Addressee | undefined> {
  const profile = await deps.contacts.find(customerId);
  if (profile === undefined || channel === undefined) return undefined;
  const address = addressOf(profile, channel);
  if (address === undefined) return undefined;
  const locale = profile.locale ?? stored.fold.locale ?? deps.shop.locale;
  const products = send.flatMap((id) => {
    const decision = stored.book.decisions[id];
    return decision === undefined ? [] : [productOf(decision, stored.fold)];
  });
  return { profile, address, locale, names: await namesOf(deps.documents, products, locale) };
}
