/**
 * A need as it really was, to grade what was foreseen. Days are local days of the shop since
 * 1970-01-01.
 */
export type TrueNeed = {
  readonly customerId: string;
  readonly kind: 'replenishment' | 'maintenance';
  /** Product or asset. */
  readonly subject: string;
  /** Day of the purchase or service before it; absent when that happened elsewhere, unseen. */
  readonly anchorDay?: number;
  /** Day on which the customer ran out, or service fell due. */
  readonly needDay: number;
  /** First day on which a reminder arrived in time to matter. */
  readonly remindedDay?: number;
  /** What came of it; `left` = the customer had gone by then. */
  readonly outcome: 'open' | 'here' | 'elsewhere' | 'left' | 'failed';
  readonly doneDay?: number;
  /** What would have come of it had nobody reminded. */
  readonly unreminded: 'here' | 'elsewhere';
  readonly valueMinor: number;
};

/** Needs that were met here and would not have been without a reminder. */
export const gainedByReminder = (need: TrueNeed): boolean =>
  need.outcome === 'here' && need.remindedDay !== undefined && need.unreminded === 'elsewhere';
