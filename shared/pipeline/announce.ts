import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import type { LedgerNote } from '#shared/store/ports.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * Writes events of an outbox into the customer's ledger and onto the bus. Event ids are the same
 * each time, so announcing again writes the same notes and receivers know the repeat.
 */
export async function announce(
  deps: Pick<PipelineDeps, 'ledger' | 'bus'>,
  customerId: string,
  events: readonly OutboundEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await deps.ledger.note(customerId, events.map(toNote));
  await deps.bus.publish(events);
}

const toNote = (event: OutboundEvent): LedgerNote => ({
  atMs: Date.parse(event.metadata.occurredAt),
  id: event.metadata.id,
  kind: KIND_OF_NOTE[event.type],
  what: event.type,
  detail: event.properties,
});

const KIND_OF_NOTE: Readonly<Record<OutboundEvent['type'], LedgerNote['kind']>> = {
  'Replenishment Due': 'decision',
  'Maintenance Due': 'decision',
  'Meter Reading Wanted': 'decision',
  'Customer At Risk': 'decision',
  'Customer Recovered': 'outcome',
  'Customer Lost': 'decision',
  'Reminder Sent': 'delivery',
  'Reminder Held': 'decision',
  'Reminder Suppressed': 'decision',
  'Reminder Expired': 'decision',
  'Forecast Settled': 'outcome',
};
