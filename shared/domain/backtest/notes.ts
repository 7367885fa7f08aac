import type { ShopSettings } from '#shared/config/shop.ts';
import { saysConsent } from './assumed-consent.ts';
import { DATE_WINDOW_DAYS } from './claim.ts';
import type { History } from './history.ts';

/** What a reader must know to read the figures right. */
export const notesOf = (
  histories: readonly History[],
  assumeConsent: boolean,
  shop: ShopSettings,
): string[] => [
  'Every forecast uses only what had happened by the end of its day, and a model learned from nothing later.',
  'What would have been sent changes nothing of what customers did: the history is what it was without reminders.',
  'The product starts with an empty book on the first day, so the first days catch up on what is due already.',
  'Every event counts as known at the instant at which it happened.',
  `Dates are judged where what was foreseen came within ${DATE_WINDOW_DAYS} days; a plain rule whose day has passed says tomorrow.`,
  consentNote(histories, assumeConsent),
  `The control group (${Math.round(shop.holdoutShare * 100)} %) is foreseen like everybody and never spoken to.`,
];

function consentNote(histories: readonly History[], assumeConsent: boolean): string {
  const saying = histories.filter(saysConsent).length;
  if (assumeConsent) {
    return `Consent is ASSUMED for the ${histories.length - saying} of ${histories.length} customers whose history says nothing of it; in truth they must agree first.`;
  }
  if (saying > 0)
    return `Consent is as recorded; ${saying} of ${histories.length} customers have said something about it.`;
  return 'The data hold no consent, so no reminder to buy may be sent: add --assume-consent to see what would be sent to customers who agree.';
}
