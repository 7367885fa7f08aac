import type { Decision } from '#shared/domain/customer/state.ts';

/** What a decision was about, as far as a backtest asks. */
export type Told = Pick<Decision, 'kind' | 'subject' | 'anchor' | 'expected'>;

/** Something the product would have done about one customer, at one instant. */
export type Happening =
  /** A contact was put on the day sheet with so many needs. */
  | { readonly what: 'planned'; readonly atMs: number; readonly needs: number }
  | { readonly what: 'sent'; readonly atMs: number; readonly needs: readonly Told[] }
  | {
      readonly what: 'held' | 'suppressed' | 'expired';
      readonly atMs: number;
      readonly reason: string;
    }
  | { readonly what: 'at-risk' | 'recovered' | 'lost'; readonly atMs: number };
