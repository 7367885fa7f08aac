import type { Count } from '#shared/runtime/figures.ts';
import type { Tracked } from './track-events.ts';

/**
 * Counts what is out of the ordinary in a batch and hands it on. Events simply taken in are no line:
 * with one for each, lines would cost as much as the functions, and Lambda counts runs for nothing.
 */
export function countTracked(count: Count, tracked: Tracked): Tracked {
  if (tracked.repeated > 0) count('EventsRepeated', tracked.repeated);
  if (tracked.quarantined > 0) count('EventsQuarantined', tracked.quarantined);
  if (tracked.failed.length > 0) count('EventsFailed', tracked.failed.length);
  return tracked;
}
