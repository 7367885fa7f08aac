import type { ClaimKind } from '#shared/domain/backtest/claim.ts';

/** How a report names each kind of forecast, and those of whom it came true. */
export const KIND_WORDS: Readonly<
  Record<ClaimKind, { readonly title: string; readonly those: string }>
> = {
  replenishment: { title: 'Bought again', those: 'purchases' },
  maintenance: { title: 'Serviced', those: 'services' },
  churn: { title: 'Gone', those: 'leavers' },
};

/** `3-4 purchases`: what was known of the past, counted by kind. */
export const seenWords = (kind: ClaimKind, group: string): string =>
  `${group} ${COUNTED[kind]}${group === '1' ? '' : 's'}`;

const COUNTED: Readonly<Record<ClaimKind, string>> = {
  replenishment: 'purchase',
  maintenance: 'service',
  churn: 'visit',
};
