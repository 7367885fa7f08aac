import * as z from 'zod';
import { changeDocument } from '#shared/store/change-document.ts';
import type { DocumentStore } from '#shared/store/ports.ts';

const asOf = z.object({ asOf: z.iso.date() });
const NAME = ['status', 'as-of'] as const;

/** The last day of the imported data, or undefined when nothing was imported. */
export async function readAsOf(documents: DocumentStore): Promise<string | undefined> {
  const found = await documents.get(...NAME);
  return found === undefined ? undefined : asOf.parse(found).asOf;
}

/** Notes that the data reaches `day` (ISO date); it never goes back. */
export const reachAsOf = (documents: DocumentStore, day: string): Promise<void> =>
  changeDocument(documents, ...NAME, (before) =>
    before !== undefined && asOf.parse(before).asOf >= day ? undefined : { asOf: day },
  );
