import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Refusal } from './parse-event.ts';

/** What quarantine keeps of an event that was refused. */
export const quarantinedEvent = z.object({
  id: z.string(),
  atMs: z.int(),
  source: z.string(),
  /** Path and message of each fault, without the faulty personal value. */
  reasons: z.array(z.string()),
  /** The event with personal fields masked, to be corrected and replayed. */
  redacted: z.string(),
});
export type QuarantinedEvent = Readonly<z.infer<typeof quarantinedEvent>>;

/**
 * A refused event as quarantine keeps it. The id is a hash of its masked content alone, so that the
 * same event refused again, here or at another edge, stays one entry.
 * @param source where it was refused, as `intake`.
 */
export function toQuarantined(refusal: Refusal, source: string, nowMs: number): QuarantinedEvent {
  return {
    id: createHash('sha256').update(refusal.redacted).digest('hex').slice(0, 32),
    atMs: nowMs,
    source,
    reasons: refusal.reasons,
    redacted: refusal.redacted,
  };
}

/** Of a message that is nothing its queue is for, only the id is kept. */
export const unreadableMessage = (messageId: string, why: string): Refusal => ({
  kind: 'refused',
  reasons: [why],
  redacted: `message ${messageId}`,
});
