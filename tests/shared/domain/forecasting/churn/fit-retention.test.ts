import { describe, expect, it } from 'vitest';
import { fitRetention } from '#shared/domain/forecasting/churn/fit-retention.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { learnSubscriptions } from '#shared/domain/forecasting/learning/learn-subscriptions.ts';
import { foldOf } from '../build-fold.ts';

const shipped = defaultModel();
const wide = { leavePerPeriod: 0.2, concentration: 2 };

/** Survivors in percent after 0, 1, … 7 renewals: the two segments of Fader & Hardie (2007), table 1. */
const SURVIVORS = {
  regular: [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1],
  highEnd: [100, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1],
} as const;

const rowsOf = (survivors: readonly number[]) =>
  survivors.map((runs, renewals) => {
    const next = survivors[renewals + 1];
    const isLast = next === undefined;
    return { renewals, left: isLast ? 0 : 10 * (runs - next), runs: isLast ? 10 * runs : 0 };
  });

describe('retention of subscriptions', () => {
  it('reproduces the parameters of Fader & Hardie for both of their segments', () => {
    const regular = fitRetention(rowsOf(SURVIVORS.regular), wide);
    expect(regular.leavePerPeriod * regular.concentration).toBeCloseTo(0.704, 1);
    expect(regular.concentration * (1 - regular.leavePerPeriod)).toBeCloseTo(1.182, 1);
    const highEnd = fitRetention(rowsOf(SURVIVORS.highEnd), wide);
    expect(highEnd.leavePerPeriod * highEnd.concentration).toBeCloseTo(0.668, 1);
    expect(highEnd.concentration * (1 - highEnd.leavePerPeriod)).toBeCloseTo(3.806, 0);
  });

  it('keeps to what ships while there is little', () => {
    const few = fitRetention([{ renewals: 3, left: 0, runs: 2 }], shipped.subscriptions);
    expect(few.leavePerPeriod).toBeCloseTo(shipped.subscriptions.leavePerPeriod, 1);
    expect(() => fitRetention([], wide)).toThrow(RangeError);
  });

  it('makes a subscriber safer with every renewal, and sees who is a period overdue as gone', () => {
    const subscription = { since: 9_000, periodDays: 30, priceMinor: 900 };
    const learning = learnSubscriptions();
    for (let customer = 0; customer < 200; customer += 1) {
      const renewals = customer % 8;
      const renewed = customer % 2 === 0 ? 9_990 : 9_900;
      const held = { ...subscription, renewed, renewals };
      learning.add(foldOf({}, { subscriptions: { s: held } }), 10_000);
    }
    const { subscriptions } = learning.finish(shipped, 10_000);
    expect(subscriptions.from.source).toBe('learned');
    expect(subscriptions.leavePerPeriod).toBeGreaterThan(0.1);
    const risk = (renewals: number): number => {
      const held = { ...subscription, renewed: 9_990, renewals };
      const fold = foldOf({}, { subscriptions: { s: held } });
      return forecastChurn(fold, { ...shipped, subscriptions }, 10_000, 30).probability;
    };
    expect(risk(0)).toBeGreaterThan(risk(3));
    expect(risk(3)).toBeGreaterThan(risk(24));
  });
});
