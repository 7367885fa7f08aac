import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { abcClass } from '#shared/domain/forecasting/abc-class.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { lifecycleStage } from '#shared/domain/forecasting/lifecycle-stage.ts';
import { valueAtStakeMinor } from '#shared/domain/forecasting/value-at-stake.ts';
import { foldOf, rhythmOf } from './build-fold.ts';

const model = defaultModel();
const regular = foldOf({ coffee: rhythmOf(10_000, 24, 12) });
const lastDay = 10_000 + 11 * 24;
const subscription = {
  since: 10_000,
  periodDays: 30,
  priceMinor: 900,
  renewed: 10_300,
  renewals: 10,
};

describe('a forecast of churn', () => {
  it('rises with silence and says so in the customer’s own numbers', () => {
    const risks = [0, 41, 90, 180, 400].map(
      (silence) => forecastChurn(regular, model, lastDay + silence).probability,
    );
    expect(risks).toEqual([...risks].sort((a, b) => a - b));
    expect(risks[0]).toBeLessThan(0.15);
    expect(risks[4]).toBeGreaterThan(0.8);
    expect(forecastChurn(regular, model, lastDay + 41).reasons[0]).toMatchObject({
      code: 'silence',
      text: 'usually comes every 24 days, last came 41 days ago',
      value: 41,
    });
  });

  it('counts each service signal as a reason of its own', () => {
    const calm = forecastChurn(regular, model, lastDay + 30);
    const annoyed = {
      ...regular,
      complaints: { c1: lastDay + 10 },
      lastRating: [lastDay + 5, 0.2] satisfies [number, number],
      returns: 6,
    };
    const upset = forecastChurn(annoyed, model, lastDay + 30);
    expect(upset.probability).toBeGreaterThan(calm.probability + 0.1);
    expect(upset.reasons.map(({ code }) => code)).toEqual([
      'silence',
      'open-complaint',
      'bad-rating',
      'returns',
      'spending',
    ]);
    expect(upset.reasons[1]?.text).toBe('a complaint open for 20 days');
  });

  it('notices activity that fades while it was steady before', () => {
    const fading = { ...regular, activity: [lastDay, 0.5, 6] satisfies [number, number, number] };
    const steady = { ...regular, activity: [lastDay, 2, 6] satisfies [number, number, number] };
    const codes = (fold: typeof fading) =>
      forecastChurn(fold, model, lastDay).reasons.map(({ code }) => code);
    expect(codes(fading)).toContain('fading-activity');
    expect(codes(steady)).not.toContain('fading-activity');
  });

  it('has nothing to say of a single purchase before anything was learned', () => {
    const once = foldOf({ coffee: [10_000] });
    expect(forecastChurn(once, model, 10_050).evidence).toBe('none');
    const learned = { ...model, activity: { ...model.activity, repeats: 500 } };
    expect(forecastChurn(once, learned, 10_050).evidence).toBe('thin');
    expect(forecastChurn(emptyFold(), model, 10_050)).toMatchObject({
      evidence: 'none',
      probability: 0,
    });
  });

  it('sees a subscription that is not renewed in time', () => {
    const subscriber = foldOf({}, { subscriptions: { s1: subscription } });
    const inTime = forecastChurn(subscriber, model, 10_310, 30);
    const late = forecastChurn(subscriber, model, 10_345, 30);
    expect(inTime.probability).toBeLessThan(0.1);
    expect(late.probability).toBeGreaterThan(0.7);
    expect(late.reasons[0]?.text).toBe('renewal is 15 days overdue');
  });

  it('takes a cancelled subscription seriously unless the customer bought since', () => {
    const cancelled = { s1: { ...subscription, cancelled: 10_300 } };
    const gone = foldOf({}, { subscriptions: cancelled });
    expect(forecastChurn(gone, model, 10_301).probability).toBeGreaterThan(0.85);
    const stayed = foldOf({ coffee: rhythmOf(10_100, 24, 12) }, { subscriptions: cancelled });
    const codes = forecastChurn(stayed, model, 10_370).reasons.map(({ code }) => code);
    expect(codes).not.toContain('subscription-cancelled');
  });

  it('gives probabilities between 0 and 1 and refuses days that are none', () => {
    const days = fc.array(fc.nat(3_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        days,
        fc.nat(3_000),
        fc.integer({ min: 1, max: 500 }),
        (bought, wait, horizon) => {
          const fold = foldOf({ coffee: [...new Set(bought)].sort((a, b) => a - b) });
          const today = (fold.visits?.last ?? 0) + wait;
          const { probability } = forecastChurn(fold, model, today, horizon);
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
          expect(valueAtStakeMinor(fold, model, today, horizon)).toBeGreaterThanOrEqual(0);
        },
      ),
    );
    expect(() => forecastChurn(regular, model, Number.NaN)).toThrow(RangeError);
    expect(() => forecastChurn(regular, model, 10_000.5)).toThrow(RangeError);
  });
});

describe('the value at stake', () => {
  it('is about what the customer spends in the time', () => {
    const quarter = valueAtStakeMinor(regular, model, lastDay, 96);
    expect(quarter).toBeGreaterThan(4_000);
    expect(quarter).toBeLessThan(10_000);
    expect(valueAtStakeMinor(regular, model, lastDay, 192)).toBeGreaterThan(1.5 * quarter);
  });

  it('counts running subscriptions by their price', () => {
    const subscriber = foldOf({}, { subscriptions: { s1: subscription } });
    expect(valueAtStakeMinor(subscriber, model, 10_310, 90)).toBe(2_700);
    expect(valueAtStakeMinor(emptyFold(), model, 10_310, 90)).toBe(0);
  });
});

describe('the stage and class of a customer', () => {
  it('goes from prospect to lost', () => {
    expect(lifecycleStage(emptyFold(), model, 10_000)).toBe('prospect');
    expect(lifecycleStage(foldOf({ coffee: [10_000] }), model, 10_010)).toBe('developing');
    expect(lifecycleStage(regular, model, lastDay + 20)).toBe('developed');
    expect(lifecycleStage(regular, model, lastDay + 170)).toBe('dormant');
    expect(lifecycleStage(regular, model, lastDay + 900)).toBe('lost');
  });

  it('keeps a running subscription from going dormant', () => {
    const subscriber = foldOf({}, { subscriptions: { s1: subscription } });
    expect(lifecycleStage(subscriber, model, 10_900)).toBe('developed');
  });

  it('is read from the revenue kept', () => {
    const kept = (spentMinor: number, refundedMinor = 0) =>
      abcClass({ spentMinor, refundedMinor }, model);
    expect([kept(50_000), kept(50_000, 30_000), kept(100)]).toEqual(['A', 'B', 'C']);
  });
});
