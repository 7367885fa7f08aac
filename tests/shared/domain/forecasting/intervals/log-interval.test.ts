import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { logInterval } from '#shared/domain/forecasting/intervals/log-interval.ts';

const { intervals } = defaultModel();
const prior = { mu: Math.log(40), sigma2: intervals.sigma2, leaveFirst: 0.5, known: true };

/** Of a pair that came again after so many days each time. */
const comingBackAfter = (...days: readonly number[]) => {
  const logs = days.map(Math.log);
  return logInterval(
    {
      gaps: logs.length,
      sumLogGap: logs.reduce((sum, log) => sum + log, 0),
      sumSquaredLogGap: logs.reduce((sum, log) => sum + log * log, 0),
    },
    prior,
    0,
    intervals,
  );
};

describe('the interval of a pair', () => {
  it('is that of the product without gaps of its own, and comes closer to its own the more it has', () => {
    const means = [0, 1, 3, 6, 12, 60].map((gaps) => comingBackAfter(...Array(gaps).fill(7)).mean);
    expect(means[0]).toBe(prior.mu);
    expect(means).toEqual(means.toSorted((one, other) => other - one));
    expect(means.at(-1)).toBeCloseTo(Math.log(7), 1);
  });

  it('believes gaps alike sooner than gaps of the same mean that scatter', () => {
    const steady = comingBackAfter(7, 7, 7, 7, 7, 7);
    const scattered = comingBackAfter(1, 49, 1, 49, 1, 49);
    expect(Math.exp(steady.mean)).toBeLessThan(15);
    expect(Math.exp(scattered.mean)).toBeGreaterThan(20);
    expect(steady.spread).toBeLessThan(scattered.spread);
  });

  it('takes a scatter as the product has it for no news, as without the scatter of its own', () => {
    const step = Math.sqrt(prior.sigma2);
    const days = [Math.exp(2 - step), Math.exp(2), Math.exp(2 + step)];
    const weight = 3 / (3 + intervals.kappaProduct);
    expect(comingBackAfter(...days).mean).toBeCloseTo(weight * 2 + (1 - weight) * prior.mu, 9);
  });
});
