import type { Book, Decision, Fold } from '#shared/domain/customer/state.ts';

type Asked = Book['asked'];
type Need = Pick<Decision, 'kind' | 'subject'>;

const DECLINED = 'declined:';

/** Key in `book.asked` of the anchor day for which a need was settled although it never happened. */
export const askedKey = ({ kind, subject }: Need): string => `${kind}:${subject}`;

/** Key in `book.asked` of the day until which the customer does not want to hear about a need. */
export const declinedKey = (need: Need): string => DECLINED + askedKey(need);

/**
 * The entries that can still matter on `today`: those about products and assets that the fold knows,
 * so that there are no more of them than the fold has room for, and refusals that are not over.
 */
export const stillAsked = (asked: Asked, fold: Fold, today: number): Asked =>
  Object.fromEntries(
    Object.entries(asked).filter(([key, day]) => {
      const isRefusal = key.startsWith(DECLINED);
      const need = isRefusal ? key.slice(DECLINED.length) : key;
      const subject = need.slice(need.indexOf(':') + 1);
      const isKnown = Object.hasOwn(fold.pairs, subject) || Object.hasOwn(fold.assets, subject);
      return isKnown && !(isRefusal && day <= today);
    }),
  );
