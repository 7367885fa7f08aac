import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay } from './check-day.ts';
import { defaultModel } from './default-model.ts';
import { learnActivity } from './learning/learn-activity.ts';
import { learnIntervals } from './learning/learn-intervals.ts';
import { learnRevenue } from './learning/learn-revenue.ts';
import { learnSubscriptions } from './learning/learn-subscriptions.ts';
import { learnUpkeep } from './learning/learn-upkeep.ts';
import { learnUsage } from './learning/learn-usage.ts';
import type { Model } from './model.ts';

export type Learning = {
  /** Takes in one customer as of `today`. */
  add(fold: Fold, today: number): void;
  /** The model learned from every customer added; what has too little data keeps what ships. */
  finish(version: string, today: number): Model;
};

/**
 * Learns the model of a shop in one pass over its customers and in bounded memory. Erased customers
 * teach nothing. The two logistic layers and the signal weights need graded forecasts and stay as
 * they ship.
 */
export function startLearning(): Learning {
  const shipped = defaultModel();
  const parts = {
    activity: learnActivity(),
    intervals: learnIntervals(),
    upkeep: learnUpkeep(),
    usage: learnUsage(),
    revenue: learnRevenue(),
    subscriptions: learnSubscriptions(),
  };
  let customers = 0;
  return {
    add(fold, today) {
      checkDay(today);
      if (fold.erased === true || fold.facts === 0) return;
      customers += 1;
      for (const part of Object.values(parts)) part.add(fold, today);
    },
    finish(version, today) {
      checkDay(today);
      return {
        ...shipped,
        version,
        learnedOn: today,
        customers,
        ...parts.activity.finish(shipped, today),
        ...parts.intervals.finish(shipped, today),
        ...parts.upkeep.finish(shipped, today),
        ...parts.usage.finish(shipped, today),
        ...parts.revenue.finish(shipped, today),
        ...parts.subscriptions.finish(shipped, today),
      };
    },
  };
}
