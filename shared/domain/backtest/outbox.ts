import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import type { Happening } from './happening.ts';

/** A contact that is to be looked at, and sent if it still holds, at an instant. */
export type SheetRow = { readonly atMs: number; readonly contactId: string };

/** What the events of an outbox bring about: contacts on the day sheet, and what there is to tell. */
export function taken(outbox: readonly OutboundEvent[]): {
  readonly sheet: readonly SheetRow[];
  readonly happenings: readonly Happening[];
} {
  const sheet: SheetRow[] = [];
  const happenings: Happening[] = [];
  for (const event of outbox) {
    const atMs = Date.parse(event.metadata.occurredAt);
    switch (event.type) {
      case 'Replenishment Due':
      case 'Maintenance Due':
      case 'Meter Reading Wanted': {
        const { sendAt, contactId, needs } = event.properties;
        sheet.push({ atMs: Date.parse(sendAt), contactId });
        happenings.push({ what: 'planned', atMs, needs: needs.length });
        break;
      }
      case 'Reminder Held':
      case 'Reminder Suppressed':
      case 'Reminder Expired':
        happenings.push({ what: WORDS[event.type], atMs, reason: event.properties.reason });
        break;
      case 'Customer At Risk':
      case 'Customer Recovered':
      case 'Customer Lost':
        happenings.push({ what: LEVELS[event.type], atMs });
        break;
      case 'Reminder Sent':
      case 'Forecast Settled':
        break;
    }
  }
  return { sheet, happenings };
}

const WORDS = {
  'Reminder Held': 'held',
  'Reminder Suppressed': 'suppressed',
  'Reminder Expired': 'expired',
} as const;

const LEVELS = {
  'Customer At Risk': 'at-risk',
  'Customer Recovered': 'recovered',
  'Customer Lost': 'lost',
} as const;
