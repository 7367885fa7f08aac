import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { learnedFrom, stillShipped } from './learned-from.ts';

const NEEDED_CUSTOMERS = 20;
/** Revenue is counted in steps of 2 %. */
const STEPS_PER_LOG = 50;
const SHARES = { a: 0.8, b: 0.95 } as const;

export type RevenueLearning = {
  add(fold: Fold): void;
  finish(shipped: Model, today: number): Pick<Model, 'abc'>;
};

/** Learns from which revenue on customers together bring 80 % and 95 % of all. */
export function learnRevenue(): RevenueLearning {
  const steps = new Map<number, number>();
  let customers = 0;
  return {
    add({ spentMinor, refundedMinor }) {
      const kept = spentMinor - refundedMinor;
      if (kept < 1) return;
      const step = Math.floor(Math.log(kept) * STEPS_PER_LOG);
      steps.set(step, (steps.get(step) ?? 0) + kept);
      customers += 1;
    },
    finish({ abc }, today) {
      if (customers < NEEDED_CUSTOMERS) {
        const why = `${customers} of ${NEEDED_CUSTOMERS} customers with revenue`;
        return { abc: { ...abc, from: stillShipped(abc.from, why) } };
      }
      return {
        abc: {
          aFromMinor: revenueFrom(steps, SHARES.a),
          bFromMinor: revenueFrom(steps, SHARES.b),
          from: learnedFrom(`${customers} customers with revenue`, today),
        },
      };
    },
  };
}

/** Lower end of the step in which the sum from the top reaches the share. */
function revenueFrom(steps: ReadonlyMap<number, number>, share: number): number {
  const descending = [...steps].sort(([a], [b]) => b - a);
  const all = descending.reduce((sum, [, revenue]) => sum + revenue, 0);
  let reached = 0;
  for (const [step, revenue] of descending) {
    reached += revenue;
    if (reached >= share * all) return Math.floor(Math.exp(step / STEPS_PER_LOG));
  }
  return 0;
}
