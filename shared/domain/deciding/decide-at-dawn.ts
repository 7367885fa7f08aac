import type { Book, Customer } from '#shared/domain/customer/state.ts';
import { arbitrate } from './arbitrate.ts';
import { assessRisk } from './assess-risk.ts';
import { closeInterrupted } from './close-interrupted.ts';
import type { DecideContext } from './context.ts';
import { findNeeds } from './find-needs.ts';
import { heedAnswers } from './heed-answers.ts';
import { settleForecasts } from './settle-forecasts.ts';

/**
 * Everything that time brings for one customer: forecasts whose time is over are settled, answers
 * heeded, new needs found and arbitrated, and the risk of leaving looked at. The same book comes
 * back, by reference, when nothing changed; nothing is written then.
 */
export function decideAtDawn(customer: Customer, context: DecideContext): Book {
  const { fold } = customer;
  const closed = closeInterrupted(customer.book, context);
  const settled = settleForecasts({ fold, book: closed }, context);
  const heeded = heedAnswers({ fold, book: settled }, context);
  const needs = findNeeds({ fold, book: heeded }, context);
  const arbitrated = arbitrate({ fold, book: heeded }, needs, context);
  return assessRisk({ fold, book: arbitrated }, context);
}
