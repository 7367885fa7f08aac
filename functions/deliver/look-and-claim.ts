import { claimedIds } from '#shared/domain/deciding/contact-progress.ts';
import type { LastLook } from '#shared/domain/deciding/last-look.ts';
import { changeCustomer } from '#shared/pipeline/change-customer.ts';
import type { StoredCustomer } from '#shared/store/ports.ts';
import { withLook, withSent } from './book-changes.ts';
import { tellingOf } from './change-book.ts';
import type { DeliverDeps, Delivery } from './deps.ts';
import { whileOff } from './while-off.ts';

export type Claimed = {
  readonly look: LastLook;
  /** The customer with the claim. */
  readonly stored: StoredCustomer;
  /** Marks the claim as this delivery's own. */
  readonly claimedMs: number;
  /** Another delivery of the contact is under way. */
  readonly isBusy: boolean;
};

/**
 * One commit: what was interrupted is recorded, what fell away dropped, the rest claimed, or held
 * while sending is switched off.
 */
export async function lookAndClaim(deps: DeliverDeps, to: Delivery): Promise<Claimed> {
  let claimed: Omit<Claimed, 'stored'> | undefined;
  const isOn = await deps.isSendingOn();
  const stored = await changeCustomer(deps, to.customerId, (found, nowMs) => {
    const telling = tellingOf(deps, to, nowMs);
    const { atWork, interrupted } = claimedIds(found.book, nowMs, to.contactId);
    const settled = withSent(found.book, interrupted, { reason: 'outcome-unknown' }, telling);
    const known = { ...found, book: settled };
    const seen = deps.steps.lookFirst(known, to.contactId, deps.shop, deps.calendar, nowMs);
    const look = isOn ? seen : whileOff(seen, settled, deps.calendar, nowMs);
    const isBusy = atWork.length > 0;
    claimed = { look, claimedMs: nowMs, isBusy };
    const isQuiet = isBusy || isEmpty(look);
    if (isQuiet && interrupted.length === 0) return undefined;
    if (isQuiet) return { fold: found.fold, book: settled };
    const looked = withLook(settled, look, telling);
    return { fold: found.fold, book: deps.steps.claim(looked, look.send, nowMs) };
  });
  if (claimed === undefined) throw new Error(`contact ${to.contactId} was not looked at`);
  return { ...claimed, stored };
}

/** Of a customer who was erased after the claim. */
const NOTHING: LastLook = { send: [], purpose: 'marketing', dropped: [], held: [] };

/** The second look: the truth as it is after the claim. What fell away meanwhile is committed. */
export async function stillTrue(
  deps: DeliverDeps,
  to: Delivery,
  claimed: Claimed,
): Promise<{ readonly look: LastLook; readonly stored: StoredCustomer }> {
  const stored = await deps.customers.load(to.customerId);
  if (stored === undefined) return { look: NOTHING, stored: claimed.stored };
  const isOn = await deps.isSendingOn();
  const lookNow = (fresh: StoredCustomer, nowMs: number): LastLook => {
    const { shop, calendar, steps } = deps;
    const { contactId } = to;
    const seen = steps.lookAgain(fresh, contactId, shop, calendar, nowMs, claimed.claimedMs);
    return isOn ? seen : whileOff(seen, fresh.book, calendar, nowMs);
  };
  const look = lookNow(stored, deps.clock.nowMs());
  if (look.send.length === claimed.look.send.length) return { look, stored };
  let last = { look, stored };
  await changeCustomer(deps, to.customerId, (fresh, nowMs) => {
    const again = lookNow(fresh, nowMs);
    last = { look: again, stored: fresh };
    if (again.dropped.length + again.held.length === 0) return undefined;
    const book = withLook(fresh.book, again, tellingOf(deps, to, nowMs));
    return { fold: fresh.fold, book };
  });
  return last;
}

const isEmpty = ({ send, dropped, held }: LastLook): boolean =>
  send.length + dropped.length + held.length === 0;
