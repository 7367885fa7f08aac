import { expect, it } from 'vitest';
import { applyRiskEvent, openCase } from '#shared/domain/cases/apply-risk-event.ts';
import { isInFront } from '#shared/domain/cases/case.ts';
import { applyCaseAction } from '#shared/domain/cases/case-actions.ts';
import { caseAction, riskEvent } from '#tests/functions/alert/alert-world.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const at = '2026-03-10T13:00:00Z';
const atMs = Date.parse(at);
const opened = openCase(applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk' })), noon);
const acknowledged = caseAction({ type: 'Case Acknowledged', at });
const snoozed = caseAction({ type: 'Case Snoozed', at, until: '2026-03-13T08:00:00Z' });
const resolved = caseAction({ type: 'Case Resolved', at, outcome: 'won-back' });

it('has an owner once it is acknowledged', () => {
  expect(applyCaseAction(opened, acknowledged).state).toEqual({
    kind: 'acknowledged',
    sinceMs: atMs,
    owner: 'mo',
  });
});

it('is out of sight while snoozed and in front again after', () => {
  const later = applyCaseAction(opened, snoozed);
  expect(isInFront(later, atMs)).toBe(false);
  expect(isInFront(later, Date.parse('2026-03-13T08:00:00Z'))).toBe(true);
});

it('is in front of the team while it is open or acknowledged, and not before or after', () => {
  const waiting = applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk' }));
  const recovered = riskEvent({ type: 'Customer Recovered', at });
  const inFront = [opened, applyCaseAction(opened, acknowledged)];
  const elsewhere = [waiting, applyCaseAction(opened, resolved), applyRiskEvent(opened, recovered)];
  expect(inFront.map((each) => isInFront(each, atMs))).toEqual([true, true]);
  expect(elsewhere.map((each) => isInFront(each, atMs))).toEqual([false, false, false]);
});

it('stays over for a risk that was known before the customer came back once more', () => {
  const [back, again] = ['2026-03-11T12:00:00Z', '2026-03-20T12:00:00Z'].map((when) =>
    riskEvent({ type: 'Customer Recovered', at: when }),
  );
  if (back === undefined || again === undefined) expect.fail('nobody came back');
  const over = applyRiskEvent(applyRiskEvent(opened, back), again);
  const late = riskEvent({
    type: 'Customer At Risk',
    at: '2026-03-15T12:00:00Z',
    caseId: 'case-2',
  });
  expect(applyRiskEvent(over, late)).toBe(over);
});

it('is not snoozed until a time that was past already', () => {
  const past = caseAction({ type: 'Case Snoozed', at, until: at });
  expect(() => applyCaseAction(opened, past)).toThrow(RangeError);
});

it('is over once resolved, whatever is done or heard of it later', () => {
  const over = applyCaseAction(opened, resolved);
  expect(over).toMatchObject({ owed: 'resolve', state: { kind: 'resolved', outcome: 'won-back' } });
  const late = caseAction({ type: 'Case Acknowledged', at: '2026-03-10T14:00:00Z' });
  expect(applyCaseAction(over, late)).toBe(over);
  const recovered = riskEvent({ type: 'Customer Recovered', at: '2026-03-12T12:00:00Z' });
  expect(applyRiskEvent(over, recovered).state).toEqual(over.state);
});

it('follows what was done last, in whatever order and however often it is heard', () => {
  const later = caseAction({
    type: 'Case Snoozed',
    at: '2026-03-10T15:00:00Z',
    until: '2026-03-11T08:00:00Z',
  });
  const inOrder = applyCaseAction(applyCaseAction(opened, acknowledged), later);
  const turned = applyCaseAction(applyCaseAction(opened, later), acknowledged);
  expect(turned).toEqual(inOrder);
  expect(applyCaseAction(inOrder, later)).toBe(inOrder);
});

it('is not touched by what was done about another case of the customer', () => {
  const other = caseAction({ type: 'Case Resolved', at, outcome: 'won-back', caseId: 'case-0' });
  expect(applyCaseAction(opened, other)).toBe(opened);
});

it('is not opened again by the news that its customer is lost, only by a new case', () => {
  const over = applyCaseAction(opened, resolved);
  const lost = riskEvent({ type: 'Customer Lost', at: '2026-03-12T12:00:00Z' });
  expect(applyRiskEvent(over, lost).state.kind).toBe('resolved');
  const again = riskEvent({
    type: 'Customer At Risk',
    at: '2026-05-01T12:00:00Z',
    caseId: 'case-2',
  });
  expect(applyRiskEvent(over, again)).toMatchObject({
    caseId: 'case-2',
    state: { kind: 'waiting' },
  });
});
