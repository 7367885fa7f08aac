import { eventOfType } from './event-names.ts';
import type { Candidate } from './foreign-event.ts';
import { isJsonObject, type Json, type JsonObject, objectAt, present, property } from './json.ts';
import { asIdentifier, translateProperties } from './translate-properties.ts';

/** Whether it is a CloudEvent in the structured JSON mode. */
export const isCloudEvent = (given: JsonObject): boolean =>
  property(given, 'specversion') !== undefined;

/**
 * Our event from a CloudEvent 1.0. The name ends the type, the customer is the subject, or
 * `data.customerId` when there is none. Data may also be our `{customerId, properties}`.
 */
export function fromCloudEvent(given: JsonObject): Candidate {
  const type = property(given, 'type');
  const name = typeof type === 'string' ? eventOfType(type) : undefined;
  const data = objectAt(given, 'data');
  const inner = property(data, 'properties');
  const root = isJsonObject(inner) ? 'data.properties' : 'data';
  const said = isJsonObject(inner) ? inner : data;
  const { properties, faults } =
    name === undefined ? { properties: said, faults: [] } : translateProperties(name, said, root);
  return {
    event: present({
      type: name ?? type,
      metadata: metadataOf(given),
      customerId: customerOf(given, data),
      properties,
    }),
    faults: [...envelopeFaults(given), ...faults],
    theirNames: [
      ['metadata.id', 'id'],
      ['metadata.occurredAt', 'time'],
      ['metadata.correlationId', 'correlationid'],
      ['customerId', 'subject'],
      ['properties', root],
    ],
  };
}

const metadataOf = (given: JsonObject): JsonObject =>
  present({
    id: property(given, 'id'),
    occurredAt: property(given, 'time'),
    correlationId: property(given, 'correlationid'),
  });

function customerOf(given: JsonObject, data: JsonObject): Json | undefined {
  const customer =
    property(given, 'subject') ?? property(data, 'customerId') ?? property(data, 'customer_id');
  return customer === undefined ? undefined : asIdentifier(customer);
}

function envelopeFaults(given: JsonObject): string[] {
  const faults: string[] = [];
  const version = property(given, 'specversion');
  if (version !== '1.0') faults.push(`specversion: got ${JSON.stringify(version)}, must be "1.0"`);
  if (property(given, 'data_base64') !== undefined) {
    faults.push('data_base64: is not read, must be JSON in data');
  }
  return faults;
}
