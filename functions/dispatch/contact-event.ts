import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import type { BusEvent } from '#shared/messaging/bus-entry.ts';
import type { SheetRow } from '#shared/store/ports.ts';

const contactEventNames = [
  'Replenishment Due',
  'Maintenance Due',
  'Meter Reading Wanted',
  'Reminder Held',
] as const;

/** Tells of a contact that falls due, or of one that was held and comes up again. */
export type ContactEvent = Extract<OutboundEvent, { type: (typeof contactEventNames)[number] }>;

export const isContactEvent = (event: BusEvent): event is ContactEvent =>
  contactEventNames.some((name) => name === event.type);

/** The contact's row; undefined when it is held without an instant: some dawn plans it anew. */
export function plannedRow({ customerId, properties }: ContactEvent): SheetRow | undefined {
  const sendAt = 'sendAt' in properties ? properties.sendAt : properties.heldUntil;
  if (sendAt === undefined) return undefined;
  return { sendAtMs: Date.parse(sendAt), customerId, contactId: properties.contactId };
}
