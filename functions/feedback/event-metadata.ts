import type { InboundEvent } from '#shared/contracts/inbound.ts';

/** As long as an identifier may be; what tells ids apart stands at their end. */
const LONGEST_ID = 128;

/** The metadata of an event about a contact of ours, which it carries on as its correlation id. */
export const eventMetadata = (
  id: string,
  contactId: string,
  atMs: number,
): InboundEvent['metadata'] => ({
  id: id.slice(-LONGEST_ID),
  occurredAt: new Date(atMs).toISOString(),
  schemaVersion: 1,
  correlationId: contactId,
});
