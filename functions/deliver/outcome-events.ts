import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import type { Channel } from '#shared/contracts/primitives.ts';
import type { Delivery } from './deps.ts';

type OutcomeName = 'Reminder Sent' | 'Reminder Held' | 'Reminder Suppressed' | 'Reminder Expired';

/** What became of some needs of a contact, with the reason they share. */
export type Outcome = {
  readonly name: OutcomeName;
  readonly ids: readonly string[];
  readonly reason: string;
  readonly channel?: Channel | undefined;
  readonly heldUntilMs?: number;
  readonly providerMessageId?: string | undefined;
};

/** The event that tells it. Its id tells apart what may befall the needs of one contact, and when. */
export function outcomeEvent(to: Delivery, outcome: Outcome, nowMs: number): OutboundEvent {
  const { name, ids, reason, channel, heldUntilMs, providerMessageId } = outcome;
  const word = name.slice('Reminder '.length).toLowerCase();
  const until = heldUntilMs === undefined ? '' : `.${heldUntilMs.toString(36)}`;
  return {
    type: name,
    customerId: to.customerId,
    metadata: {
      id: `${to.contactId}.${word}.${nowMs.toString(36)}.${reason}${until}`.slice(0, 128),
      occurredAt: new Date(nowMs).toISOString(),
      schemaVersion: 1,
      correlationId: to.contactId,
    },
    properties: {
      contactId: to.contactId,
      decisionIds: [...ids].sort(),
      reason,
      ...(channel === undefined ? {} : { channel }),
      ...(heldUntilMs === undefined ? {} : { heldUntil: new Date(heldUntilMs).toISOString() }),
      ...(providerMessageId === undefined ? {} : { providerMessageId }),
    },
  };
}

/** One outcome for each name, reason and instant that occurs. */
export function groupOutcomes(
  single: readonly (Omit<Outcome, 'ids'> & { readonly id: string })[],
): readonly Outcome[] {
  const groups = Map.groupBy(
    single,
    ({ name, reason, heldUntilMs }) => `${name}\n${reason}\n${heldUntilMs}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { id: _, ...shared } = first;
    return [{ ...shared, ids: group.map(({ id }) => id) }];
  });
}
