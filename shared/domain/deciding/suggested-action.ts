import type { Fold } from '#shared/domain/customer/state.ts';

const RECENT_RATING_SHARE = 0.6;

/** What support should do first, by the strongest thing the customer has told us. */
export function suggestedAction(fold: Fold): string {
  if (Object.keys(fold.complaints).length > 0) return 'Resolve the open complaint, then call back';
  if (fold.lastRating !== undefined && fold.lastRating[1] < RECENT_RATING_SHARE) {
    return 'Ask what went wrong behind the low rating';
  }
  if (Object.values(fold.subscriptions).some((each) => each.cancelled !== undefined)) {
    return 'Ask why the subscription was cancelled and offer a fitting plan';
  }
  if (fold.returns > 0 && fold.returns * 3 >= fold.orders) {
    return 'Help to choose: this customer returns a lot';
  }
  return 'Get in touch personally and ask whether anything is missing';
}
