import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { LIMITS } from '#shared/contracts/primitives.ts';
import { inBatches } from './batches.ts';

/** Events that travel in one message of the events queue, because requests to it are what costs. */
export type EventPack = { readonly pack: readonly InboundEvent[] };

/** A message that fails is tried again whole, so it holds few; any single event fits. */
const PACK_LIMITS = { items: 25, bytes: 2 * LIMITS.eventBytes };

/** The events in their order, in as few messages as may be. */
export const packEvents = (events: readonly InboundEvent[]): EventPack[] =>
  inBatches(events, eventBytes, PACK_LIMITS).map((pack) => ({ pack }));

/**
 * What a message of the queue carries: every event of a pack, the event that a failed run of Lambda
 * had been started with (`requestPayload` of its record), or the one event that it is.
 */
export function eventsIn(body: unknown): readonly unknown[] {
  if (typeof body !== 'object' || body === null) return [body];
  if ('pack' in body && Array.isArray(body.pack)) return body.pack;
  return 'requestPayload' in body ? [body.requestPayload] : [body];
}

const eventBytes = (event: InboundEvent): number => Buffer.byteLength(JSON.stringify(event));
