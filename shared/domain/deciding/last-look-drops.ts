import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Book, Decision, Fold } from '#shared/domain/customer/state.ts';

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
      return whyNotToService(decision, fold, decidedDay);
    case 'meter-reading':
      return (
        whyNotToRead(decision, fold, decidedDay) ?? whyNotToService(decision, fold, decidedDay)
      );
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

/** The answer that ends this need for good. */
export function whyUnwanted(
  answers: readonly (readonly [answer: string, day: number])[],
): DropReason | undefined {
  for (const [answer] of answers) {
    if (answer === 'already-done') return 'already-done';
    if (answer === 'not-interested' || answer === 'stop') return 'not-interested';
  }
  return undefined;
}

function whyNotToBuy(decision: Decision, fold: Fold): DropReason | undefined {
  const pair = fold.pairs[decision.subject];
  const view = pair === undefined ? undefined : viewPair(pair);
  if (view === undefined || view.lastDay < decision.anchor) return 'purchase-returned';
  return view.lastDay > decision.anchor ? 'already-bought' : undefined;
}

/** A service of the whole counts from the anchor on, one of a part only since we decided. */
function whyNotToService(
  decision: Decision,
  fold: Fold,
  decidedDay: number,
): DropReason | undefined {
  const asset = fold.assets[decision.subject];
  if (asset === undefined) return 'no-longer-owned';
  const serviced = Object.entries(asset.components).some(
    ([name, component]) =>
      component.last > decision.anchor && (name === '' || component.last >= decidedDay),
  );
  return serviced ? 'already-serviced' : undefined;
}

function whyNotToRead(decision: Decision, fold: Fold, decidedDay: number): DropReason | undefined {
  const newest = fold.assets[decision.subject]?.readings.at(-1);
  return newest !== undefined && newest[0] >= decidedDay ? 'already-read' : undefined;
}

/** An answer to a contact we no longer remember is taken to be about everything. */
function isAboutSameSubject(decision: Decision, contactId: string, book: Book): boolean {
  const answered = Object.values(book.decisions).filter((each) => each.contactId === contactId);
  return answered.length === 0 || answered.some((each) => each.subject === decision.subject);
}
