import { describe, expect, it } from 'vitest';
import { nextRiskLevel, type RiskLevel } from '#shared/domain/deciding/risk-level.ts';
import type { Evidence, Forecast } from '#shared/domain/forecasting/forecast.ts';
import { bought, contextAt, customerAfter, eventOf, TODAY } from '#tests/builders/customer.ts';

const DAY_MS = 86_400_000;

const leaving = (probability: number, evidence: Evidence = 'enough'): Forecast => ({
  kind: 'churn',
  subject: '',
  probability,
  horizonDays: 90,
  anchorDay: TODAY - 50,
  evidence,
  toldIn: 'percent',
  reasons: [],
  modelVersion: 'test',
});

type Situation = {
  readonly days?: number;
  readonly boughtAgo?: number;
  readonly said?: readonly ReturnType<typeof bought>[];
};

/** From a level held for `days`, with the last purchase so many days ago. */
function next(
  level: RiskLevel,
  probability: number,
  { days = 30, boughtAgo = 50, said = [] }: Situation = {},
) {
  const context = contextAt();
  const sinceMs = context.nowMs - days * DAY_MS;
  const customer = customerAfter(
    [...[90, 60, 30, 0].map((earlier) => bought(boughtAgo + earlier)), ...said],
    { risk: { level, sinceMs, probability: 0.5 } },
  );
  return nextRiskLevel(customer, leaving(probability), context);
}

describe('the level of risk', () => {
  it('opens at the upper threshold', () => {
    expect(next('calm', 0.7)).toEqual({ level: 'at-risk', isNews: true });
    expect(next('calm', 0.69).level).toBe('calm');
  });

  it('stays open between the thresholds', () => {
    expect(next('at-risk', 0.6)).toEqual({ level: 'at-risk', isNews: false });
  });

  it('closes below the lower threshold, but not before the dwell time', () => {
    expect(next('at-risk', 0.49, { days: 6 }).level).toBe('at-risk');
    expect(next('at-risk', 0.49, { days: 7 })).toEqual({ level: 'calm', isNews: true });
  });

  it('closes at once when the customer buys', () => {
    expect(next('at-risk', 0.6, { days: 5, boughtAgo: 1 })).toEqual({
      level: 'calm',
      isNews: true,
    });
  });

  it('stays open after a purchase while a complaint is open', () => {
    const complained = eventOf('Complaint Opened', 9, { complaintId: 'k1', severity: 'normal' });
    const resolved = eventOf('Complaint Resolved', 2, { complaintId: 'k1' });
    const levelAfter = (...said: (typeof complained)[]) =>
      next('at-risk', 0.6, { days: 5, boughtAgo: 1, said }).level;
    expect(levelAfter(complained)).toBe('at-risk');
    expect(levelAfter(complained, resolved)).toBe('calm');
  });

  it('calls a customer lost only after a case had its time', () => {
    expect(next('at-risk', 0.96, { days: 3 }).level).toBe('at-risk');
    expect(next('at-risk', 0.96)).toEqual({ level: 'lost', isNews: true });
  });

  it('makes no news of somebody who was long gone when first looked at', () => {
    expect(next('calm', 0.97, { boughtAgo: 700 })).toEqual({ level: 'lost', isNews: false });
  });

  it('tells of somebody who has just stopped, however sure it is that they do not come back', () => {
    expect(next('calm', 0.99)).toEqual({ level: 'at-risk', isNews: true });
  });

  it('welcomes back who was lost and bought again', () => {
    expect(next('lost', 0.3, { boughtAgo: 1 })).toEqual({ level: 'calm', isNews: true });
    expect(next('lost', 0.3)).toEqual({ level: 'lost', isNews: false });
    const complained = eventOf('Complaint Opened', 9, { complaintId: 'k1', severity: 'normal' });
    expect(next('lost', 0.3, { boughtAgo: 1, said: [complained] }).level).toBe('calm');
  });

  it('opens no case for somebody without a rhythm, unless they complained', () => {
    const visits = [bought(90), bought(70), bought(50)];
    const complained = eventOf('Complaint Opened', 9, { complaintId: 'k1', severity: 'normal' });
    const levelAfter = (...events: (typeof complained)[]) =>
      nextRiskLevel(customerAfter(events), leaving(0.8), contextAt()).level;
    expect(levelAfter(bought(50))).toBe('calm');
    expect(levelAfter(...visits)).toBe('calm');
    expect(levelAfter(...visits, complained)).toBe('at-risk');
    expect(levelAfter(...visits, bought(110))).toBe('at-risk');
  });

  it('changes nothing when it is too early to say', () => {
    const customer = customerAfter([bought(50)]);
    const context = contextAt();
    const next = nextRiskLevel(customer, leaving(0.9, 'none'), context);
    expect(next).toEqual({ level: 'calm', isNews: false });
  });
});
