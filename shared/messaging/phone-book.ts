import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { DocumentStore } from '#shared/store/ports.ts';

/** Whom a text message from a number may come from; newest contact last. */
const entry = z.object({
  holders: z.array(z.object({ customerId: z.string(), contactId: z.string() })),
});
type Holder = z.infer<typeof entry>['holders'][number];

const KIND = 'phone';
/** Customers who share a number, at most. */
const HOLDERS_KEPT = 10;
const MAX_ATTEMPTS = 8;

/**
 * Who was written to at which number, so that a `STOP` sent back finds its customer. Numbers are
 * kept as keyed hashes only; there is one entry for each number ever written to.
 */
export function phoneBook(documents: DocumentStore, secret: string) {
  const idOf = (phone: string): string =>
    createHmac('sha256', secret).update(`beforehand phone\n${phone}`).digest('base64url');
  const read = async (id: string) => {
    const stored = await documents.getWithRevision(KIND, id);
    return stored === undefined
      ? { holders: [], revision: 0 }
      : { ...entry.parse(stored.document), revision: stored.revision };
  };

  return {
    /** @throws Error when others changed the same number's entry every time. */
    remember: async (phone: string, holder: Holder): Promise<void> => {
      const id = idOf(phone);
      for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
        const { holders, revision } = await read(id);
        const others = holders.filter(({ customerId }) => customerId !== holder.customerId);
        const next = { holders: [...others, holder].slice(-HOLDERS_KEPT) };
        if ((await documents.replace(KIND, id, revision, next)) === 'replaced') return;
      }
      throw new Error('the entry of a phone number changed under every attempt to extend it');
    },
    holdersOf: async (phone: string): Promise<readonly Holder[]> =>
      (await read(idOf(phone))).holders,
  };
}
export type PhoneBook = ReturnType<typeof phoneBook>;
