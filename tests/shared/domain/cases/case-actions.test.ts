import { expect, it } from 'vitest';
import { applyRiskEvent, openCase } from '#shared/domain/cases/apply-risk-event.ts';
import { isInFront } from '#shared/domain/cases/case.ts';
import { acknowledgeCase, resolveCase, snoozeCase } from '#shared/domain/cases/case-actions.ts';
import { riskEvent } from '#tests/functions/alert/alert-world.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const DAY_MS = 86_400_000;
const opened = openCase(applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk' })), noon);
const recovered = riskEvent({ type: 'Customer Recovered', at: '2026-03-12T12:00:00Z' });

it('has an owner once it is acknowledged', () => {
  expect(acknowledgeCase(opened, 'mo', noon).state).toEqual({
    kind: 'acknowledged',
    sinceMs: noon,
    owner: 'mo',
  });
});

it('is out of sight while snoozed and in front again after', () => {
  const snoozed = snoozeCase(opened, 'mo', noon + DAY_MS, noon);
  expect(isInFront(snoozed, noon)).toBe(false);
  expect(isInFront(snoozed, noon + DAY_MS)).toBe(true);
});

it('is not snoozed into the past', () => {
  expect(() => snoozeCase(opened, 'mo', noon, noon)).toThrow(RangeError);
  expect(() => snoozeCase(opened, 'mo', Number.NaN, noon)).toThrow(RangeError);
});

it('is over once resolved, and stays so when the customer comes back', () => {
  const resolved = resolveCase(opened, 'mo', 'won-back', noon);
  expect(resolved.owed).toBe('resolve');
  expect(() => acknowledgeCase(resolved, 'mo', noon)).toThrow(RangeError);
  expect(applyRiskEvent(resolved, recovered).state).toEqual(resolved.state);
});

it('is not opened again by the news that its customer is lost, only by a new case', () => {
  const resolved = resolveCase(opened, 'mo', 'not-reached', noon);
  const lost = riskEvent({ type: 'Customer Lost', at: '2026-03-12T12:00:00Z' });
  expect(applyRiskEvent(resolved, lost).state.kind).toBe('resolved');
  const again = riskEvent({
    type: 'Customer At Risk',
    at: '2026-05-01T12:00:00Z',
    caseId: 'case-2',
  });
  expect(applyRiskEvent(resolved, again)).toMatchObject({
    caseId: 'case-2',
    state: { kind: 'waiting' },
  });
});
