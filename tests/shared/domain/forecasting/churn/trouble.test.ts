import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fold } from '#shared/domain/customer/state.ts';
import { withTrouble } from '#shared/domain/forecasting/churn/with-trouble.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { foldOf, rhythmOf } from '../build-fold.ts';

const model = defaultModel();
/** Comes every ten days, so that silence alone says nothing for weeks. */
const DAYS = rhythmOf(10_000, 10, 40);
const LAST = 10_390;
const OPENED = LAST + 1;
const NORMAL = 2;

const customer = (said: Partial<Fold>): Fold => foldOf({ coffee: DAYS }, said);
const complaining = (severity = NORMAL): Fold =>
  customer({ complaints: { k1: OPENED }, lastComplaint: [OPENED, severity] });
const riskOf = (fold: Fold, day: number): number => forecastChurn(fold, model, day).probability;
const weightOf = (fold: Fold, day: number, code: string): number =>
  forecastChurn(fold, model, day).reasons.find((reason) => reason.code === code)?.value ?? 0;
const complaintOn = (fold: Fold, day: number): number => weightOf(fold, day, 'open-complaint');

describe('an open complaint', () => {
  it('alarms although the customer came every ten days', () => {
    expect(riskOf(customer({}), OPENED + 14)).toBeLessThan(0.1);
    expect(riskOf(complaining(), OPENED + 14)).toBeGreaterThan(0.4);
  });

  it('says little at first and more with each day it stays unresolved', () => {
    const weights = [0, 3, 6, 9, 14, 30].map((days) => complaintOn(complaining(), OPENED + days));
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(weights[0]).toBeCloseTo(model.signals.recentComplaint, 3);
    expect(weights[5]).toBeCloseTo(model.signals.openComplaint, 2);
  });

  it('weighs more the more severe it is, and when there are several', () => {
    const [low = 0, normal = 0, high = 0] = [1, 2, 3].map((severity) =>
      complaintOn(complaining(severity), OPENED + 9),
    );
    expect([low / normal, high / normal]).toEqual([expect.closeTo(0.8, 2), expect.closeTo(1.2, 2)]);
    const two = { ...complaining(), complaints: { k1: OPENED, k2: OPENED + 1 } };
    expect(complaintOn(two, OPENED + 9)).toBeGreaterThan(normal);
  });

  it('loses half of its weight with a purchase and half with a good rating', () => {
    const before = complaintOn(complaining(), OPENED + 9);
    const bought = { ...complaining(), visits: foldOf({ coffee: [...DAYS, OPENED + 8] }).visits };
    expect(complaintOn(bought, OPENED + 9)).toBeLessThan(before / 2);
    const satisfied = { ...complaining(), lastRating: [OPENED + 8, 1] satisfies [number, number] };
    expect(complaintOn(satisfied, OPENED + 9)).toBeCloseTo(before / 2, 2);
  });

  it('leaves a trace that fades once it is resolved', () => {
    const resolved = customer({ lastComplaint: [OPENED, NORMAL] });
    const weights = [5, 20, 50, 61].map((days) =>
      weightOf(resolved, OPENED + days, 'recent-complaint'),
    );
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(weights[0]).toBeLessThan(complaintOn(complaining(), OPENED + 5));
    expect(weights[3]).toBe(0);
  });
});

describe('other trouble', () => {
  const rated = (share: number): Fold => customer({ lastRating: [OPENED, share] });

  it('alarms soon after the worst rating, and less after a middling one', () => {
    expect(riskOf(rated(0.1), OPENED)).toBeGreaterThan(0.4);
    expect(riskOf(rated(0.4), OPENED)).toBeLessThan(0.2);
    expect(riskOf(rated(0.4), OPENED)).toBeGreaterThan(riskOf(customer({}), OPENED));
    const fading = [0, 30, 90, 121].map((days) =>
      weightOf(rated(0.1), OPENED + days, 'bad-rating'),
    );
    expect(fading).toEqual([...fading].sort((a, b) => b - a));
    expect(fading[3]).toBe(0);
  });

  it('alarms on the day a regular customer cancels the subscription', () => {
    const subscription = { since: 10_000, periodDays: 30, priceMinor: 900, renewals: 12 };
    const cancelled = { ...subscription, renewed: 10_360, cancelled: OPENED };
    expect(riskOf(customer({ subscriptions: { s1: cancelled } }), OPENED)).toBeGreaterThan(0.4);
  });

  it('never lowers what the rhythm says, and grows with the evidence', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    const weight = fc.double({ min: 0, max: 8, noNaN: true });
    fc.assert(
      fc.property(probability, weight, weight, (base, some, more) => {
        const less = withTrouble(base, some, model);
        expect(less).toBeGreaterThanOrEqual(base - 1e-4);
        expect(less).toBeLessThanOrEqual(1);
        expect(withTrouble(base, some + more, model)).toBeGreaterThanOrEqual(less - 1e-9);
      }),
    );
  });

  it('moves only the customer’s own odds in a model that was learned before', () => {
    const { troubleShare: _, overdueProducts: __, ...signals } = model.signals;
    expect(withTrouble(0.01, 3, { ...model, signals })).toBeLessThan(0.2);
    expect(withTrouble(0.01, 3, model)).toBeGreaterThan(0.4);
  });
});
