import * as z from 'zod';
import type { DocumentStore } from '#shared/store/ports.ts';

const asOf = z.object({ asOf: z.iso.date() });

/** The last day of the imported data, or undefined when nothing was imported. */
export async function readAsOf(documents: DocumentStore): Promise<string | undefined> {
  const found = await documents.get('status', 'as-of');
  return found === undefined ? undefined : asOf.parse(found).asOf;
}
