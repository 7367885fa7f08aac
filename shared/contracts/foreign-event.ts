import type { JsonObject } from './json.ts';

/** A foreign event in our words, not yet checked against our schema. */
export type Candidate = {
  readonly event: JsonObject;
  /** What could not be translated, in the producer's words. */
  readonly faults: readonly string[];
  /** Our paths and what the producer calls them, most special first. */
  readonly theirNames: readonly (readonly [ours: string, theirs: string])[];
};

/** Our path in the producer's words. */
export function theirPath(path: string, names: Candidate['theirNames']): string {
  const found = names.find(
    ([ours]) => path.startsWith(ours) && /^$|^[.[]/.test(path.slice(ours.length)),
  );
  return found === undefined ? path : found[1] + path.slice(found[0].length);
}
