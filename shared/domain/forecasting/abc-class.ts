import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

/** Class by revenue kept: A together brings 80 % of the shop's revenue, A and B 95 %, C the rest. */
export function abcClass(
  { spentMinor, refundedMinor }: Pick<Fold, 'spentMinor' | 'refundedMinor'>,
  { abc }: Model,
): 'A' | 'B' | 'C' {
  const kept = spentMinor - refundedMinor;
  if (kept >= abc.aFromMinor) return 'A';
  return kept >= abc.bFromMinor ? 'B' : 'C';
}
