import type { BusEnvelope } from '#local/bus-endpoint.ts';
import { type OutboundEvent, outboundEvent } from '#shared/contracts/outbound.ts';
import type { SeenReminder } from './seen-reminder.ts';

/** Watches the bus as anybody could: what was decided, what was said, who was held to be leaving. */
export type Witness = {
  readonly saw: (envelope: BusEnvelope) => void;
  /** Every event of ours once, in the order in which they came. */
  events(): readonly OutboundEvent[];
  /** Reminders that were sent since the last time this was asked. */
  newReminders(): readonly SeenReminder[];
};

type Needs = SeenReminder['needs'];

/** `dayOf` gives the local day of an instant. */
export function openWitness(dayOf: (atMs: number) => number): Witness {
  const byId = new Map<string, OutboundEvent>();
  const needsByContact = new Map<string, Needs>();
  let fresh: SeenReminder[] = [];

  const note = (event: OutboundEvent): void => {
    if (byId.has(event.metadata.id)) return;
    byId.set(event.metadata.id, event);
    if ('needs' in event.properties) {
      needsByContact.set(event.properties.contactId, event.properties.needs);
    }
    if (event.type === 'Reminder Sent') fresh.push(reminderOf(event, needsByContact, dayOf));
  };
  return {
    saw: (envelope) => {
      const { 'detail-type': type, detail } = envelope;
      const ours = outboundEvent.safeParse({ type, ...Object(detail) });
      if (ours.success) note(ours.data);
    },
    events: () => [...byId.values()],
    newReminders: () => {
      const reminders = fresh;
      fresh = [];
      return reminders;
    },
  };
}

type ReminderSent = Extract<OutboundEvent, { type: 'Reminder Sent' }>;

/** A contact announced with several needs may have lost some of them by the time it was sent. */
function reminderOf(
  { customerId, metadata, properties }: ReminderSent,
  needsByContact: ReadonlyMap<string, readonly (Needs[number] & { decisionId?: string })[]>,
  dayOf: (atMs: number) => number,
): SeenReminder {
  const { contactId, decisionIds } = properties;
  const needs = needsByContact.get(contactId) ?? [];
  const said = needs.filter(
    ({ decisionId }) => decisionId !== undefined && decisionIds.includes(decisionId),
  );
  return { customerId, contactId, day: dayOf(Date.parse(metadata.occurredAt)), needs: said };
}
