import * as z from 'zod';
import stored from './references.json' with { type: 'json' };
import type { MethodRow } from './result.ts';

const rows = z.array(z.tuple([z.string(), z.record(z.string(), z.number())]));
const references = z.object({ source: z.string() }).catchall(z.record(z.string(), rows));
const known = references.parse(stored);

/** Where and how the figures that others reach were measured. */
export const REFERENCE_SOURCE = known.source;

/** What others reach on the same rows. @throws RangeError when nobody measured it. */
export function referenceRows(protocol: string, part: string): MethodRow[] {
  const parts = known[protocol];
  const found = typeof parts === 'object' ? parts[part] : undefined;
  if (found === undefined) throw new RangeError(`no reference for ${part} of ${protocol}`);
  return found.map(([method, figures]) => ({ method, speaker: 'reference', figures }));
}
