import type { Reason } from '#shared/contracts/outbound.ts';

/** Reasons that are the same for all customers alike. */
const OF_ALL: ReadonlySet<string> = new Set(['pulse', 'season']);
/** Log-odds below which such a reason explains nothing about one customer: a tenth of the odds. */
const WORTH_TELLING = 0.1;

/**
 * Reasons in words, for people. What hardly weighs and is the same for all customers is left out; a
 * forecast keeps it, so that its contributions add up.
 */
export const toldReasons = (reasons: readonly Reason[]): string[] =>
  reasons
    .filter(
      ({ code, contribution = 0 }) => !OF_ALL.has(code) || Math.abs(contribution) >= WORTH_TELLING,
    )
    .map(({ text }) => text);
