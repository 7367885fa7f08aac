import type { Asset } from '#shared/domain/customer/state.ts';

/** Day from which the service interval counts: the last whole service, else the last of any part, else purchase. */
export function lastServiceDay({ components, since }: Asset): number {
  const whole = Object.hasOwn(components, '') ? components['']?.last : undefined;
  if (whole !== undefined) return whole;
  return Math.max(since, ...Object.values(components).map(({ last }) => last));
}
