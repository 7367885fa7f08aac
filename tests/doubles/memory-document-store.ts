import { canonicalJson } from '#shared/store/canonical-json.ts';
import type { DocumentStore } from '#shared/store/ports.ts';
import { type Step, stepping } from './step.ts';

type Stored = { readonly text: string; readonly revision: number };

/** Documents in memory, as text: by kind, then by id. */
export function memoryDocumentStore(step?: Step): DocumentStore {
  const stored = new Map<string, Map<string, Stored>>();
  const run = stepping('documents', step);
  const kindOf = (kind: string): Map<string, Stored> => {
    const found = stored.get(kind) ?? new Map<string, Stored>();
    stored.set(kind, found);
    return found;
  };
  const read = (kind: string, id: string): { document: unknown; revision: number } | undefined => {
    const found = stored.get(kind)?.get(id);
    if (found === undefined) return undefined;
    return { document: JSON.parse(found.text), revision: found.revision };
  };
  const write = (kind: string, id: string, document: unknown): void => {
    const revision = (kindOf(kind).get(id)?.revision ?? 0) + 1;
    kindOf(kind).set(id, { text: canonicalJson(document), revision });
  };

  return {
    get: (kind, id) => run('get', () => read(kind, id)?.document),
    getWithRevision: (kind, id) => run('getWithRevision', () => read(kind, id)),
    put: (kind, id, document) => run('put', () => write(kind, id, document)),
    replace: (kind, id, expected, document) =>
      run('replace', () => {
        if ((kindOf(kind).get(id)?.revision ?? 0) !== expected) return 'conflict';
        write(kind, id, document);
        return 'replaced';
      }),
    list: (kind, prefix = '') =>
      run('list', () =>
        [...kindOf(kind)]
          .filter(([id]) => id.startsWith(prefix))
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([id, { text }]) => ({ id, document: JSON.parse(text) })),
      ),
    remove: (kind, id) =>
      run('remove', () => {
        kindOf(kind).delete(id);
      }),
  };
}
