import type { Book, Customer, Decision } from '#shared/domain/customer/state.ts';
import { declinedKey } from './asked.ts';
import type { DecideContext } from './context.ts';

/** "Remind me later" means in a week; "still have plenty" in a third of the usual time, a week at least. */
const LATER_DAYS = 7;
const PLENTY_SHARE = 1 / 3;
/** "Not interested" keeps us quiet about that product or asset for so long. */
const DECLINED_DAYS = 180;

type Answer = { readonly contactId: string; readonly answer: string; readonly day: number };

/** The book after the customer's answers to what we said: asked again later, or not about it. */
export function heedAnswers({ fold, book }: Customer, context: DecideContext): Book {
  let heeded = book;
  for (const [contactId, answer, day] of fold.answers) {
    heeded = heedOne(heeded, { contactId, answer, day }, context);
  }
  return heeded;
}

function heedOne(book: Book, { contactId, answer, day }: Answer, context: DecideContext): Book {
  let heeded = book;
  for (const [id, decision] of Object.entries(book.decisions)) {
    if (decision.contactId !== contactId || decision.status !== 'sent') continue;
    const { contactId: _said, ...silent } = decision;
    if (answer === 'not-interested') {
      const asked = { ...heeded.asked, [declinedKey(decision)]: day + DECLINED_DAYS };
      heeded = { ...heeded, asked, decisions: { ...heeded.decisions, [id]: silent } };
    }
    const waitDays = waitAfter(answer, decision);
    if (waitDays === undefined) continue;
    const notBeforeMs = context.calendar.at(day + waitDays, 0);
    const again: Decision = { ...silent, status: 'held', notBeforeMs };
    heeded = { ...heeded, decisions: { ...heeded.decisions, [id]: again } };
  }
  return heeded;
}

function waitAfter(answer: string, decision: Decision): number | undefined {
  if (answer === 'remind-later') return LATER_DAYS;
  if (answer !== 'still-have-plenty') return undefined;
  return Math.max(LATER_DAYS, Math.round((decision.expected - decision.anchor) * PLENTY_SHARE));
}
