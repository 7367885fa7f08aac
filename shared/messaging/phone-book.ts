import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { changeDocument } from '#shared/store/change-document.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

/** Whom a text message from a number may come from; newest contact last. */
const entry = z.object({
  holders: z.array(z.object({ customerId: z.string(), contactId: z.string() })),
});
type Holder = z.infer<typeof entry>['holders'][number];

const KIND = 'phone';
/** Customers who share a number, at most. */
const HOLDERS_KEPT = 10;

/**
 * Who was written to at which number, so that a `STOP` sent back finds its customer. Numbers are
 * kept as keyed hashes only; there is one entry for each number ever written to.
 */
export function phoneBook(documents: DocumentStore, secret: string) {
  const idOf = (phone: string): string =>
    createHmac('sha256', secret).update(`beforehand phone\n${phone}`).digest('base64url');

  return {
    /** @throws Error when others changed the same number's entry every time. */
    remember: (phone: string, holder: Holder): Promise<void> =>
      changeDocument(documents, KIND, idOf(phone), (before) => {
        const others = holdersIn(before).filter(
          ({ customerId }) => customerId !== holder.customerId,
        );
        return { holders: [...others, holder].slice(-HOLDERS_KEPT) };
      }),
    holdersOf: async (phone: string): Promise<readonly Holder[]> =>
      holdersIn(await documents.get(KIND, idOf(phone))),
  };
}

const holdersIn = (stored: unknown): readonly Holder[] =>
  stored === undefined ? [] : entry.parse(stored).holders;

export type PhoneBook = ReturnType<typeof phoneBook>;
