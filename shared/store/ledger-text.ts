import * as z from 'zod';
import { type Fact, parseFact } from '#shared/domain/customer/fact.ts';
import { canonicalJson } from './canonical-json.ts';
import type { LedgerNote } from './ports.ts';

const noteBody = z.looseObject({
  kind: z.enum(['decision', 'delivery', 'outcome']),
  what: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

export const writeFact = (fact: Fact): string => canonicalJson(fact.event);

/** @throws ZodError naming what does not fit. */
export const readFact = (body: string): Fact => parseFact(JSON.parse(body));

export const writeNote = ({ kind, what, detail }: LedgerNote): string =>
  canonicalJson({ kind, what, detail });

/** Time and id are in the note's key, `n#<15-digit ms>#<id>`. @throws ZodError */
export function readNote(entry: string, body: string): LedgerNote {
  const { kind, what, detail } = noteBody.parse(JSON.parse(body));
  return { atMs: Number(entry.slice(2, 17)), id: entry.slice(18), kind, what, detail };
}
