import { toQuarantined, unreadableMessage } from '#shared/contracts/quarantine.ts';
import type { Incoming } from '#shared/messaging/ports.ts';
import type { Quarantine } from '#shared/store/ports.ts';
import { type Delivered, deliverContact } from './deliver-contact.ts';
import { type DeliverDeps, type Delivery, delivery } from './deps.ts';

export type DeliverMessagesDeps = DeliverDeps & {
  readonly quarantine: Quarantine;
  /** Told about a contact whose message will come again. */
  readonly onFailure: (customerId: string, error: unknown) => void;
};

/**
 * Delivers a batch, customer beside customer. One contact's failure, or a contact that is busy
 * elsewhere, fails only its own message; what is no delivery at all goes to quarantine.
 */
export async function deliverMessages(
  deps: DeliverMessagesDeps,
  messages: readonly Incoming[],
): Promise<{ readonly failed: readonly string[] }> {
  const readable: { messageId: string; to: Delivery }[] = [];
  for (const { messageId, body } of messages) {
    const parsed = delivery.safeParse(body);
    if (parsed.success) readable.push({ messageId, to: parsed.data });
    else {
      const refusal = unreadableMessage(messageId, parsed.error.message);
      await deps.quarantine.put(toQuarantined(refusal, 'deliver', deps.clock.nowMs()));
    }
  }
  const byCustomer = Map.groupBy(readable, ({ to }) => to.customerId);
  const failed = await Promise.all(
    [...byCustomer.values()].map(async (theirs) => {
      const again: string[] = [];
      for (const { messageId, to } of theirs) {
        if ((await deliverOrTell(deps, to)) === 'busy') again.push(messageId);
      }
      return again;
    }),
  );
  return { failed: failed.flat() };
}

/** A failure is told and answered like `busy`: the message comes again. */
async function deliverOrTell(deps: DeliverMessagesDeps, to: Delivery): Promise<Delivered> {
  try {
    return await deliverContact(deps, to);
  } catch (error) {
    deps.onFailure(to.customerId, error);
    return 'busy';
  }
}
