import * as z from 'zod';
import { type EventName, eventMeanings } from './event-meanings.ts';
import { customerIdentified, impersonalEvent } from './inbound.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { kpisReported, outboundEvent } from './outbound.ts';
import { takeSnapshot } from './snapshot.ts';

const SCHEMAS = [
  ...impersonalEvent.options,
  customerIdentified,
  ...outboundEvent.options,
  kpisReported,
];
const LARGEST_SCHEMA = 1024 * 1024;

/**
 * JSON Schema (draft 4, which the EventBridge schema registry reads) of every event in its canonical
 * form as a producer may write it: what has a default may be left out.
 */
export const jsonSchemas = (): ReadonlyMap<EventName, JsonObject> =>
  new Map(
    SCHEMAS.map((schema) => {
      const name = schema.shape.type.value;
      return [name, { title: name, description: eventMeanings[name], ...plain(schema) }];
    }),
  );

/** The JSON Schema of any schema as plain data. */
export function plain(schema: z.ZodType): JsonObject {
  const { value, faults } = takeSnapshot(
    z.toJSONSchema(schema, { io: 'input', target: 'draft-04' }),
    LARGEST_SCHEMA,
  );
  if (faults.length > 0 || !isJsonObject(value)) {
    throw new Error(`a JSON Schema must be an object of a few levels: ${faults.join()}`);
  }
  return value;
}
