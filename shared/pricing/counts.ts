import * as z from 'zod';
import kept from './counts.json' with { type: 'json' };

const amount = z.number().min(0);
const units = z.strictObject({ writeUnits: amount, readUnits: amount });
const tables = z.strictObject({
  customers: units,
  ledger: units,
  contacts: units,
  insights: units,
});

/**
 * What the journey of the bench counted: DynamoDB units as the engine answered them, bytes of items
 * with the 100 bytes that DynamoDB adds to each, processor time of the code with its SDK clients.
 */
const counts = z.strictObject({
  provenance: z.strictObject({
    command: z.string().min(1),
    countedOn: z.iso.date(),
    journey: z.string().min(1),
    machine: z.string().min(1),
  }),
  /** One event, taken by track alone in its batch. */
  event: z.strictObject({
    tables,
    /** Events of ours that taking it put on the bus. */
    busUnits: amount,
    /** Bytes of an inbound event as an entry of the bus. */
    busBytes: amount,
    /** Bytes that it adds to the ledger for good, and the same unpacked. */
    ledgerBytes: amount,
    unpackedLedgerBytes: amount,
    /** In a batch of the queue, and as the only event of a run with all that a run does around it. */
    cpuMs: amount,
    cpuMsAlone: amount,
  }),
  /** One HTTP request with ten events. */
  request: z.strictObject({
    events: amount,
    tables,
    messages: amount,
    messageBytes: amount,
    cpuMs: amount,
  }),
  /** One customer as kept. */
  customer: z.strictObject({
    customersBytes: amount,
    /** Write units that the state would need if it were not packed. */
    unpackedWriteUnits: amount,
    contactsBytes: amount,
  }),
  /** One customer in one dawn pass in which nothing is to be said. */
  dawn: z.strictObject({ tables, cpuMs: amount }),
  /** One reminder sent, with everything that was decided, held back, settled and alerted meanwhile. */
  reminder: z.strictObject({
    tables,
    busUnits: amount,
    queueMessages: amount,
    topicMessages: amount,
    ledgerBytes: amount,
    cpuMs: amount,
  }),
  /** One history read by learning. */
  learn: z.strictObject({ ledgerReadUnits: amount, cpuMs: amount }),
});
export type Counts = z.infer<typeof counts>;

/** @throws ZodError naming what is wrong with the given or the kept counts. */
export const countsOf = (given: unknown = kept): Counts => counts.parse(given);
