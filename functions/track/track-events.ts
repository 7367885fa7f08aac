import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { parseEvent } from '#shared/contracts/parse-event.ts';
import { toQuarantined } from '#shared/contracts/quarantine.ts';
import { refuseOtherCurrency } from '#shared/contracts/refuse-other-currency.ts';
import { toDescribedFact, toFact } from '#shared/domain/customer/fact.ts';
import { eventsIn } from '#shared/messaging/event-pack.ts';
import type { Incoming } from '#shared/messaging/ports.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import { settleFacts } from '#shared/pipeline/settle-facts.ts';
import { inParallel } from '#shared/runtime/in-parallel.ts';
import type { ContactStore, Quarantine } from '#shared/store/ports.ts';

export type TrackDeps = PipelineDeps & {
  readonly contacts: ContactStore;
  readonly quarantine: Quarantine;
  /** Told about a customer whose events failed and will come again. */
  readonly onFailure: (customerId: string, error: unknown) => void;
};

/** What became of a batch. Every event is counted once; those of `failed` messages come again. */
export type Tracked = {
  readonly applied: number;
  readonly repeated: number;
  readonly quarantined: number;
  /** Messages to be tried again. */
  readonly failed: readonly string[];
};

type Accepted = { readonly messageId: string; readonly event: InboundEvent };

/** Customers settled at the same time. */
const CONCURRENCY = 8;

/**
 * Takes a batch of messages: what does not parse goes to quarantine, the rest is settled customer
 * by customer. One customer's failure fails only that customer's messages.
 */
export async function trackEvents(
  deps: TrackDeps,
  messages: readonly Incoming[],
): Promise<Tracked> {
  const { accepted, quarantined } = await sortOut(deps, messages);
  const byCustomer = Map.groupBy(accepted, ({ event }) => event.customerId);
  let applied = 0;
  let repeated = 0;
  const failed: string[] = [];
  await inParallel([...byCustomer], CONCURRENCY, async ([customerId, theirs]) => {
    try {
      const settled = await trackCustomer(deps, customerId, theirs);
      applied += settled.applied;
      repeated += settled.repeated;
    } catch (error) {
      deps.onFailure(customerId, error);
      failed.push(...theirs.map(({ messageId }) => messageId));
    }
  });
  return { applied, repeated, quarantined, failed: [...new Set(failed)] };
}

async function sortOut(
  deps: TrackDeps,
  messages: readonly Incoming[],
): Promise<{ accepted: Accepted[]; quarantined: number }> {
  const accepted: Accepted[] = [];
  let quarantined = 0;
  const events = messages.flatMap(({ messageId, body }) =>
    eventsIn(body).map((event) => ({ messageId, event })),
  );
  for (const { messageId, event } of events) {
    const nowMs = deps.clock.nowMs();
    const parsed = refuseOtherCurrency(parseEvent(event, nowMs), deps.shop.currency);
    if (parsed.kind === 'event') {
      accepted.push({ messageId, event: parsed.event });
      continue;
    }
    await deps.quarantine.put(toQuarantined(parsed, 'track', nowMs));
    quarantined += 1;
  }
  return { accepted, quarantined };
}

/** Personal fields go to the contacts table first, so that a fact never promises what is not there. */
async function trackCustomer(
  deps: TrackDeps,
  customerId: string,
  accepted: readonly Accepted[],
): Promise<{ applied: number; repeated: number }> {
  const facts = accepted.map(({ event }) => toDescribedFact(event, deps.shop.attributes));
  for (const { event } of accepted) {
    if (event.type === 'Customer Identified') {
      await deps.contacts.identify(customerId, event.properties, toFact(event).atMs);
    }
    if (event.type === 'Erasure Requested') await deps.contacts.erase(customerId);
  }
  return settleFacts(deps, customerId, facts);
}
