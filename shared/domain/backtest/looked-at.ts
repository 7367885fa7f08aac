import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import type { Timeline } from '#shared/domain/forecasting/training/timeline.ts';

/** One customer on one past day: what was known then, and what came. */
export type LookedAt = {
  /** Position of the customer in the data. */
  readonly customer: number;
  /** The state at the end of the day. */
  readonly fold: Fold;
  /** The model in force on that day. */
  readonly model: Model;
  readonly today: number;
  /** The whole history, what came after the day included. */
  readonly timeline: Timeline;
  /** Last day of the data. */
  readonly lastDay: number;
};
