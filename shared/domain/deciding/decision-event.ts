import { type OutboundEvent, outboundEvent, type Reason } from '#shared/contracts/outbound.ts';
import type { Decision } from '#shared/domain/customer/state.ts';
import { told } from '#shared/domain/forecasting/told.ts';
import { stableId } from '#shared/domain/stable-hash.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import type { DecideContext } from './context.ts';

export type Decided = readonly [id: string, decision: Decision];

type About = Pick<DecideContext, 'customerId' | 'nowMs'>;

/** Decides once per need: the same customer, kind, subject and anchor always give the same id. */
export const decisionId = (
  customerId: string,
  { kind, subject, anchor }: Pick<Decision, 'kind' | 'subject' | 'anchor'>,
): string => stableId(`${customerId}|${kind}|${subject}|${anchor}`);

/** An event of ours; its id depends only on what it says, so that saying it again is no news. */
export function eventAbout<Type extends OutboundEvent['type']>(
  about: About,
  type: Type,
  identity: string,
  properties: Extract<OutboundEvent, { type: Type }>['properties'],
): OutboundEvent {
  return outboundEvent.parse({
    type,
    customerId: about.customerId,
    metadata: {
      id: stableId(`${about.customerId}|${type}|${identity}`),
      occurredAt: new Date(about.nowMs).toISOString(),
      schemaVersion: 1,
    },
    properties,
  });
}

/** That a contact is to be made: goes onto the day sheet. */
export function dueEvent(
  about: About & Pick<DecideContext, 'calendar'>,
  contact: { contactId: string; sendAtMs: number; channel: NonNullable<Decision['channel']> },
  decided: readonly Decided[],
): OutboundEvent {
  const first = decided[0]?.[1];
  if (first === undefined) throw new RangeError('a contact needs at least one decision');
  const expires = Math.max(...decided.map(([, decision]) => decision.expires));
  return eventAbout(about, DUE_NAMES[first.kind], `${contact.contactId}|${contact.sendAtMs}`, {
    contactId: contact.contactId,
    sendAt: new Date(contact.sendAtMs).toISOString(),
    expiresAt: new Date(about.calendar.at(expires + 1, 0)).toISOString(),
    channel: contact.channel,
    needs: decided.map(([id, decision]) => ({
      decisionId: id,
      kind: decision.kind,
      subject: decision.subject,
      ...told({ probability: decision.probability, toldIn: decision.toldIn ?? 'percent' }),
      expectedOn: isoDate(decision.expected),
      reasons: decision.reasons.map(([text, value]): Reason => ({ code: 'forecast', text, value })),
    })),
  });
}

const DUE_NAMES = {
  replenishment: 'Replenishment Due',
  maintenance: 'Maintenance Due',
  'meter-reading': 'Meter Reading Wanted',
} as const;

/** That a decision will not be said now (held) or ever (suppressed, expired), and why. */
export function silenceEvent(
  about: About,
  type: 'Reminder Held' | 'Reminder Suppressed' | 'Reminder Expired',
  [id, decision]: Decided,
  reason: string,
): OutboundEvent {
  const { contactId = id, channel } = decision;
  return eventAbout(about, type, `${id}|${reason}|${contactId}`, {
    contactId,
    decisionIds: [id],
    reason,
    ...(channel === undefined ? {} : { channel }),
  });
}
