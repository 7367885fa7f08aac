import type { Reason } from '#shared/contracts/outbound.ts';

/** Reasons that are the same for all customers alike; their value is in percent. */
const OF_ALL: ReadonlySet<string> = new Set(['pulse', 'season']);
/** Percent below which such a reason explains nothing about one customer. */
const WORTH_TELLING = 10;

/**
 * Reasons in words, for people. A few percent that are the same for all customers are left out; a
 * forecast keeps them, so that its contributions add up.
 */
export const toldReasons = (reasons: readonly Reason[]): string[] =>
  reasons
    .filter(({ code, value }) => !OF_ALL.has(code) || Math.abs(value) >= WORTH_TELLING)
    .map(({ text }) => text);
