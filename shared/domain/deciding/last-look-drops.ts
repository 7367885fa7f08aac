import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Book, Decision, Fold } from '#shared/domain/customer/state.ts';
import { declinedKey } from './asked.ts';

/** Why saying it would be wrong for good. */
export type DropReason =
  | 'already-bought'
  | 'purchase-returned'
  | 'already-serviced'
  | 'already-read'
  | 'no-longer-owned'
  | 'already-done'
  | 'not-interested';

/**
 * Why the need is no longer there, going by what is known of the customer; undefined when it is.
 * @param decidedDay local day of the shop on which the decision was taken
 */
export function whyNoLongerNeeded(
  decision: Decision,
  fold: Fold,
  decidedDay: number,
): DropReason | undefined {
  switch (decision.kind) {
    case 'replenishment':
      return whyNotToBuy(decision, fold);
    case 'maintenance':
      return whyNotToService(decision, fold);
    case 'meter-reading':
      return whyNotToRead(decision, fold, decidedDay) ?? whyNotToService(decision, fold);
  }
}

/** What the customer has answered about this need since it was foreseen, newest answer first. */
export function answersAbout(
  decision: Decision,
  contactId: string,
  fold: Fold,
  book: Book,
  decidedDay: number,
): readonly (readonly [answer: string, day: number])[] {
  return fold.answers
    .filter(([answered, , day]) => {
      if (answered === contactId) return true;
      return day >= decidedDay && isAboutSameSubject(decision, answered, book);
    })
    .map(([, answer, day]) => [answer, day] as const)
    .reverse();
}

/** The answer that ends this need for good, given to this contact or noted in the book before. */
export function whyUnwanted(
  decision: Decision,
  answers: readonly (readonly [answer: string, day: number])[],
  book: Book,
  today: number,
): DropReason | undefined {
  for (const [answer] of answers) {
    if (answer === 'already-done') return 'already-done';
    if (answer === 'not-interested' || answer === 'stop') return 'not-interested';
  }
  const declinedUntil = book.asked[declinedKey(decision)] ?? today;
  return declinedUntil > today ? 'not-interested' : undefined;
}

function whyNotToBuy(decision: Decision, fold: Fold): DropReason | undefined {
  const pair = fold.pairs[decision.subject];
  const view = pair === undefined ? undefined : viewPair(pair);
  if (view === undefined || view.lastDay < decision.anchor) return 'purchase-returned';
  return view.lastDay > decision.anchor ? 'already-bought' : undefined;
}

function whyNotToService(decision: Decision, fold: Fold): DropReason | undefined {
  const asset = fold.assets[decision.subject];
  if (asset === undefined) return 'no-longer-owned';
  const services = Object.values(asset.components).map((component) => component.last);
  return services.some((day) => day > decision.anchor) ? 'already-serviced' : undefined;
}

function whyNotToRead(decision: Decision, fold: Fold, decidedDay: number): DropReason | undefined {
  const newest = fold.assets[decision.subject]?.readings.at(-1);
  return newest !== undefined && newest[0] >= decidedDay ? 'already-read' : undefined;
}

const isAboutSameSubject = (decision: Decision, contactId: string, book: Book): boolean =>
  Object.values(book.decisions).some(
    (each) => each.contactId === contactId && each.subject === decision.subject,
  );
