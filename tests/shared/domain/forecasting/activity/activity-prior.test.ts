import { describe, expect, it } from 'vitest';
import { activityLikelihood } from '#shared/domain/forecasting/activity/activity-log-likelihood.ts';
import { pullOf } from '#shared/domain/forecasting/activity/activity-prior.ts';
import { fitActivity } from '#shared/domain/forecasting/activity/fit-activity.ts';
import { collectHistories } from '#shared/domain/forecasting/activity/history-table.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';

const { activity, activityPrior } = defaultModel();
if (activityPrior === undefined) throw new Error('the shipped model has no prior');
const prior = { centre: activity, firmness: activityPrior };

/** Customers who came every `gap` days, `visits` times, and were last seen 20 days ago. */
function tableOf(customers: number, visits: number, gap: number) {
  const histories = collectHistories();
  for (let at = 0; at < customers; at += 1) {
    const repeats = visits - 1 + (at % 3);
    const lastAt = repeats * (gap + (at % 5));
    histories.add({ repeats, lastAt, observed: lastAt + 20 }, repeats * Math.log(gap));
  }
  return histories.table();
}

describe('activity of a young shop', () => {
  it('is pulled to that of other shops, and less so the more customers there are', () => {
    const off = (customers: number): number => {
      const { parameters } = fitActivity(tableOf(customers, 6, 20), prior);
      return Math.abs(Math.log(parameters.r / activity.r));
    };
    expect(off(3)).toBeLessThan(off(30));
    expect(off(30)).toBeLessThan(off(300));
  });

  it('follows its own pace with a dozen customers already', () => {
    const meanGap = (gap: number): number => {
      const { k, r, alpha } = fitActivity(tableOf(12, 6, gap), prior).parameters;
      return (k * alpha) / r;
    };
    expect(meanGap(60) / meanGap(6)).toBeGreaterThan(4);
  });

  it('has the gradients that its values have', () => {
    const likelihood = activityLikelihood(tableOf(40, 4, 15));
    for (const k of [1, 2, 3]) {
      const at = [0.8, 30, 0.4, 1.7];
      const valueAt = ([r = 1, alpha = 1, a = 1, b = 1]: readonly number[]) =>
        likelihood({ k, r, alpha, a, b }).value;
      const [r = 1, alpha = 1, a = 1, b = 1] = at;
      const { gradient } = likelihood({ k, r, alpha, a, b });
      const pull = pullOf(prior, k);
      for (const [i, x] of at.entries()) {
        const moved = (by: number) => at.map((y, j) => (j === i ? y + by : y));
        const rise = (valueAt(moved(1e-5 * x)) - valueAt(moved(-1e-5 * x))) / (2e-5 * x);
        expect(gradient[i]).toBeCloseTo(rise, 3);
        const costs = pull(moved(1e-5)).value - pull(moved(-1e-5)).value;
        expect(pull(at).gradient[i]).toBeCloseTo(costs / 2e-5, 3);
      }
    }
  });
});
