import { inboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import type { History } from './history.ts';

/**
 * The history of a customer who can be reached and has agreed to reminders from the first day on,
 * for exports of orders, which say nothing of consent. What the history says itself stands.
 */
export function assumingConsent(history: History): History {
  const { customerId, facts } = history;
  const [first] = facts;
  if (first === undefined) return history;
  const says = (type: Fact['event']['type']): boolean =>
    facts.some(({ event }) => event.type === type);
  const assumed = (type: string, properties: object): Fact =>
    toFact(
      inboundEvent.parse({
        type,
        customerId,
        metadata: {
          id: `assumed:${type.replaceAll(' ', '-')}`,
          occurredAt: new Date(first.atMs).toISOString(),
        },
        properties,
      }),
    );
  const added = [
    ...(says('Customer Identified')
      ? []
      : [assumed('Customer Identified', { email: 'assumed@example.com' })]),
    ...(says('Consent Granted') || says('Consent Withdrawn')
      ? []
      : [assumed('Consent Granted', { channel: 'any', purpose: 'marketing' })]),
  ];
  return { customerId, facts: [...added, ...facts] };
}

/** Whether the history says anything of whether the customer may be contacted. */
export const saysConsent = ({ facts }: History): boolean =>
  facts.some(({ event }) => event.type === 'Consent Granted' || event.type === 'Consent Withdrawn');
