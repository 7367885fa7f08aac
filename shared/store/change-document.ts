import type { DocumentStore } from './ports.ts';

/** More than the number of functions that change one document at a time. */
const ATTEMPTS = 20;

/**
 * Replaces a document by what `change` makes of it, and starts over when somebody else wrote it in
 * between. `change` gets undefined while there is none, and answers undefined to leave it as it is.
 * @throws Error when others were first every time.
 */
export async function changeDocument(
  documents: Pick<DocumentStore, 'getWithRevision' | 'replace'>,
  kind: string,
  id: string,
  change: (before: unknown) => unknown,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const stored = await documents.getWithRevision(kind, id);
    const changed = change(stored?.document);
    if (changed === undefined) return;
    const outcome = await documents.replace(kind, id, stored?.revision ?? 0, changed);
    if (outcome === 'replaced') return;
  }
  throw new Error(`document ${kind} ${id} was changed by others ${ATTEMPTS} times`);
}
