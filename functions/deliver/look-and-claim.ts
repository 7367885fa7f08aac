import { claimedIds } from '#shared/domain/deciding/contact-progress.ts';
import { type LastLook, lastLook, lookAgain } from '#shared/domain/deciding/last-look.ts';
import { changeCustomer } from '#shared/pipeline/change-customer.ts';
import type { StoredCustomer } from '#shared/store/ports.ts';
import { withClaim, withLook, withSent } from './book-changes.ts';
import { tellingOf } from './change-book.ts';
import type { DeliverDeps, Delivery } from './deps.ts';
import { lookAtNothing } from './faults.ts';
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
    const settled = withSent(found.book, interrupted, 'outcome-unknown', undefined, telling);
    const seen = firstLook(deps, { ...found, book: settled }, to, nowMs);
    const look = isOn ? seen : whileOff(seen, settled, deps.calendar, nowMs);
    const isBusy = atWork.length > 0;
    claimed = { look, claimedMs: nowMs, isBusy };
    const isQuiet = isBusy || isEmpty(look);
    if (isQuiet && interrupted.length === 0) return undefined;
    if (isQuiet) return { fold: found.fold, book: settled };
    const looked = withLook(settled, look, telling);
    const book = deps.faults?.skipClaim ? looked : withClaim(looked, look.send, telling);
    return { fold: found.fold, book };
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
    const seen = secondLook(deps, fresh, to, nowMs, claimed.claimedMs);
    return isOn ? seen : whileOff(seen, fresh.book, deps.calendar, nowMs);
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

const firstLook = (
  { shop, calendar, faults }: DeliverDeps,
  customer: StoredCustomer,
  { contactId }: Delivery,
  nowMs: number,
): LastLook =>
  faults?.skipLastLook
    ? lookAtNothing(customer, contactId, ['planned', 'held'])
    : lastLook(customer, contactId, shop, calendar, nowMs);

function secondLook(
  { shop, calendar, faults }: DeliverDeps,
  customer: StoredCustomer,
  { contactId }: Delivery,
  nowMs: number,
  claimedMs: number,
): LastLook {
  if (faults?.skipLastLook) return lookAtNothing(customer, contactId, ['claimed']);
  if (faults?.skipClaim) return lastLook(customer, contactId, shop, calendar, nowMs);
  return lookAgain(customer, contactId, shop, calendar, nowMs, claimedMs);
}

const isEmpty = ({ send, dropped, held }: LastLook): boolean =>
  send.length + dropped.length + held.length === 0;
