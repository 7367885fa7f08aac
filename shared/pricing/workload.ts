import type { Sizing } from '#shared/config/sizing.ts';

/** A month that is priced. */
export type Workload = {
  readonly customers: number;
  readonly events: number;
  readonly reminders: number;
  readonly by: 'bus' | 'http';
  /** Months of the ledger that are kept. */
  readonly ledgerMonths: number;
  /** Days that the bus's archive keeps events. */
  readonly archiveDays: number;
  /** Whether Lambda records a trace of what queues start. */
  readonly isTraced: boolean;
  readonly sizing: Sizing;
};
