import { deliverContact } from '#functions/deliver/deliver-contact.ts';
import type { Delivery } from '#functions/deliver/deps.ts';
import { deliverSteps } from '#functions/deliver/steps.ts';
import { phoneBook } from '#shared/messaging/phone-book.ts';
import type { EmbeddedTables } from './embedded-tables.ts';

const LINK_SECRET = 'a secret that signs links of a bench only';

/** Delivers a due contact for real, to a channel that accepts everything and tells nobody. */
export const deliverTo = (tables: EmbeddedTables, to: Delivery) =>
  deliverContact(
    {
      ...tables,
      phones: phoneBook(tables.documents, LINK_SECRET),
      sender: { send: async ({ contactId }) => ({ providerMessageId: `bench-${contactId}` }) },
      linkSecret: LINK_SECRET,
      steps: deliverSteps,
      isSendingOn: async () => true,
    },
    to,
  );
