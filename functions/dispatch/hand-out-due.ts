import type { Queue } from '#shared/messaging/ports.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import { inParallel } from '#shared/runtime/in-parallel.ts';
import type { DaySheet } from '#shared/store/ports.ts';

export type HandOutDeps = {
  readonly sheet: DaySheet;
  readonly deliveries: Queue<{ readonly customerId: string; readonly contactId: string }>;
  readonly clock: Clock;
  /** The kill switch; while it is off everything waits on the sheet. */
  readonly isSendingOn: () => Promise<boolean>;
};

/** Rows taken at a time, and times within one run; what is left waits for the next run. */
const ROWS = 200;
const ROUNDS = 100;
const REMOVED_AT_ONCE = 10;

/**
 * Hands every contact that is due to delivery. A row leaves the sheet only after the queue has
 * accepted it, so a crash in between hands it out twice, which the claim of delivery absorbs.
 * @returns how many were handed out
 */
export async function handOutDue(deps: HandOutDeps): Promise<number> {
  const { sheet, deliveries, clock } = deps;
  let handedOut = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (!(await deps.isSendingOn())) return handedOut;
    const rows = await sheet.due(clock.nowMs(), ROWS);
    if (rows.length === 0) return handedOut;
    await deliveries.send(rows.map(({ customerId, contactId }) => ({ customerId, contactId })));
    await inParallel(rows, REMOVED_AT_ONCE, (row) => sheet.remove(row));
    handedOut += rows.length;
    if (rows.length < ROWS) return handedOut;
  }
  return handedOut;
}
