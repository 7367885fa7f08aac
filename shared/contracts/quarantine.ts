import { createHash } from 'node:crypto';
import type { QuarantinedEvent } from '#shared/store/ports.ts';
import type { Refusal } from './parse-event.ts';

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
