import { isActive, type SupportCase } from './case.ts';

type Outcome = Extract<SupportCase['state'], { kind: 'resolved' }>['outcome'];

/** Somebody looks after the case. @throws RangeError when it is over. */
export const acknowledgeCase = (kept: SupportCase, owner: string, nowMs: number): SupportCase =>
  moved(kept, { kind: 'acknowledged', sinceMs: nowMs, owner });

/** The case comes back at `untilMs`. @throws RangeError when that is past, or the case is over. */
export function snoozeCase(
  kept: SupportCase,
  owner: string,
  untilMs: number,
  nowMs: number,
): SupportCase {
  if (!(untilMs > nowMs)) {
    throw new RangeError(`a case is snoozed until later than now (${nowMs}), got ${untilMs}`);
  }
  return moved(kept, { kind: 'snoozed', untilMs, owner });
}

/** The case is over, and how it ended. @throws RangeError when it already was. */
export const resolveCase = (
  kept: SupportCase,
  owner: string,
  outcome: Outcome,
  nowMs: number,
): SupportCase => ({
  ...moved(kept, { kind: 'resolved', sinceMs: nowMs, owner, outcome }),
  owed: kept.published === null && kept.owed === null ? null : 'resolve',
});

function moved(kept: SupportCase, state: SupportCase['state']): SupportCase {
  if (!isActive(kept)) throw new RangeError(`case ${kept.caseId} is already ${kept.state.kind}`);
  return { ...kept, state };
}
