import { type SupportCase, supportCase } from '#shared/domain/cases/case.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

/** One per customer, kept under the customer's id. */
const CASES = 'case';
/** One entry per waiting case; its id sorts by value at stake. */
const WAITING = 'case-waiting';

export type KeptCase = { readonly case: SupportCase | undefined; readonly revision: number };

/** The cases in the document store, one per customer. */
export function caseStore(documents: DocumentStore) {
  /** Customers with a waiting case, highest value at stake first. */
  const waiting = async (): Promise<readonly Waiting[]> =>
    (await documents.list(WAITING)).map(({ id }) => ({
      rank: id,
      customerId: id.slice(id.indexOf('/') + 1),
    }));
  return {
    load: async (customerId: string): Promise<KeptCase> => {
      const stored = await documents.getWithRevision(CASES, customerId);
      if (stored === undefined) return { case: undefined, revision: 0 };
      return { case: supportCase.parse(stored.document), revision: stored.revision };
    },
    /** Writes only when nobody else has since `revision`. */
    save: async (revision: number, next: SupportCase): Promise<boolean> =>
      (await documents.replace(CASES, next.customerId, revision, next)) === 'replaced',
    all: async (): Promise<readonly SupportCase[]> =>
      (await documents.list(CASES)).map(({ document }) => supportCase.parse(document)),
    /** The case, and its place in the queue. Harmless to repeat. */
    erase: async (customerId: string): Promise<void> => {
      await documents.remove(CASES, customerId);
      const theirs = (await waiting()).filter((entry) => entry.customerId === customerId);
      for (const { rank } of theirs) await documents.remove(WAITING, rank);
    },

    /** Makes the queue of waiting cases agree with the case. Harmless to repeat. */
    queue: async (before: SupportCase | undefined, after: SupportCase): Promise<void> => {
      const [old, rank] = [rankOf(before), rankOf(after)];
      if (rank !== undefined) {
        await documents.put(WAITING, rank, { customerId: after.customerId });
      }
      if (old !== undefined && old !== rank) await documents.remove(WAITING, old);
    },
    waiting,
    unqueue: (rank: string): Promise<void> => documents.remove(WAITING, rank),
  };
}

export type Waiting = { readonly rank: string; readonly customerId: string };

const rankOf = (kept: SupportCase | undefined): string | undefined =>
  kept?.state.kind === 'waiting' ? kept.state.rank : undefined;
