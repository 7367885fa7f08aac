import type { Candidate } from './foreign-event.ts';
import { type Json, type JsonObject, objectAt, present, property } from './json.ts';

/** Whether it is an event as EventBridge hands it to its targets. */
export const isBusEnvelope = (given: JsonObject): boolean =>
  property(given, 'detail-type') !== undefined || property(given, 'detail') !== undefined;

/**
 * Our event from an EventBridge envelope: the name is the `detail-type`, all else is in `detail`.
 * The envelope's own id and time change with every put and are not used.
 */
export function fromBusEnvelope(given: JsonObject): Candidate {
  const detail = objectAt(given, 'detail');
  const event = present({
    type: property(given, 'detail-type'),
    metadata: property(detail, 'metadata'),
    customerId: property(detail, 'customerId'),
    properties: property(detail, 'properties'),
  });
  return { event, faults: [], theirNames: THEIR_NAMES };
}

/** What counts against the size limit: the detail, without what EventBridge adds. */
export const busDetail = (given: JsonObject): Json => property(given, 'detail') ?? null;

const THEIR_NAMES: Candidate['theirNames'] = [
  ['type', 'detail-type'],
  ['metadata', 'detail.metadata'],
  ['customerId', 'detail.customerId'],
  ['properties', 'detail.properties'],
];
