import type { ClaimKind } from '#shared/domain/backtest/claim.ts';

/** How a report names each kind of forecast, and those of whom it came true. */
export const KIND_WORDS: Readonly<
  Record<ClaimKind, { readonly title: string; readonly those: string }>
> = {
  replenishment: { title: 'Bought again', those: 'purchases' },
  maintenance: { title: 'Serviced', those: 'services' },
  churn: { title: 'Gone', those: 'leavers' },
};

/** What is counted of the past, by kind. */
export const SEEN_WORDS: Readonly<Record<ClaimKind, string>> = {
  replenishment: 'purchases',
  maintenance: 'services',
  churn: 'visits',
};
