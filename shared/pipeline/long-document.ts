import * as z from 'zod';
import { canonicalJson } from '#shared/store/canonical-json.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

/** Characters of one piece, at most three bytes each; they are stored packed. */
const PIECE = 250_000;

const head = z.object({ pieces: z.int().min(0) });
const piece = z.object({ text: z.string() });

/** Keeps a document of any length in pieces. Its head is written last: half of one is none. */
export async function putLong(
  documents: DocumentStore,
  kind: string,
  id: string,
  document: unknown,
): Promise<void> {
  await removeLong(documents, kind, id);
  const text = canonicalJson(document);
  const pieces = Math.ceil(text.length / PIECE);
  for (let at = 0; at < pieces; at += 1) {
    const part = text.slice(at * PIECE, (at + 1) * PIECE);
    await documents.put(kind, pieceId(id, at), { text: part });
  }
  await documents.put(kind, id, { pieces });
}

/** Undefined when there is none. @throws Error when a piece is missing. */
export async function getLong(
  documents: DocumentStore,
  kind: string,
  id: string,
): Promise<unknown> {
  const stored = await documents.get(kind, id);
  if (stored === undefined) return undefined;
  const { pieces } = head.parse(stored);
  const texts: string[] = [];
  for (let at = 0; at < pieces; at += 1) {
    const found = await documents.get(kind, pieceId(id, at));
    if (found === undefined) throw new Error(`piece ${at} of ${kind} ${id} is missing`);
    texts.push(piece.parse(found).text);
  }
  return JSON.parse(texts.join(''));
}

/** The head goes first, so that nobody reads what is being taken away. */
export async function removeLong(
  documents: DocumentStore,
  kind: string,
  id: string,
): Promise<void> {
  const stored = await documents.get(kind, id);
  if (stored === undefined) return;
  await documents.remove(kind, id);
  const { pieces } = head.parse(stored);
  for (let at = 0; at < pieces; at += 1) await documents.remove(kind, pieceId(id, at));
}

const pieceId = (id: string, at: number): string => `${id}/${String(at).padStart(4, '0')}`;
