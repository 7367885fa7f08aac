import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Customer, Decision } from '#shared/domain/customer/state.ts';
import type { BusEvent } from '#shared/messaging/bus-entry.ts';
import { readCustomer } from '#shared/store/customer-text.ts';
import type { CustomerStore, Sendable, StoredCustomer } from '#shared/store/ports.ts';
import type { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';
import type { Scheduler } from './scheduler.ts';

type Surroundings = {
  readonly scheduler: Scheduler;
  readonly stored: ReturnType<typeof memoryCustomerStore>['stored'];
};

export type Witness = ReturnType<typeof witnessOf>;

/** What one worker knew: its claim of a contact, and the customer as it last read it after that. */
type Knowledge = { claimed: boolean; lookedAgain: StoredCustomer | undefined };

/**
 * Sees all that happens from outside of the code under test and writes down what must not be.
 * It judges by the stored bytes and by plain rules of its own, not by the code's functions.
 */
export function witnessOf({ scheduler, stored }: Surroundings) {
  const violations: string[] = [];
  const acknowledged = new Map<string, Set<string>>();
  const committedDecisions = new Set<string>();
  const announcedDecisions = new Set<string>();
  const sendsOfDecision = new Map<string, number>();
  const knowledge = new Map<number, Knowledge>();

  const known = (): Knowledge => {
    const { id } = scheduler.current();
    const found = knowledge.get(id) ?? { claimed: false, lookedAgain: undefined };
    knowledge.set(id, found);
    return found;
  };
  const storedNow = (customerId: string): StoredCustomer | undefined => {
    const text = stored.get(customerId);
    if (text === undefined) return undefined;
    return { customerId, version: text.version, ...readCustomer(text) };
  };

  const watching = (store: CustomerStore): CustomerStore => ({
    ...store,
    load: async (customerId) => {
      const loaded = await store.load(customerId);
      const mine = known();
      if (mine.claimed) mine.lookedAgain = loaded;
      return loaded;
    },
    commit: async (customerId, expected, next) => {
      const outcome = await store.commit(customerId, expected, next);
      const claims = Object.values(next.book.decisions).some(({ status }) => status === 'claimed');
      if (outcome === 'committed' && claims) known().claimed = true;
      return outcome;
    },
  });

  const sawMessage = (message: Sendable): void => {
    const owner = ownerOf(message.contactId);
    if (owner === undefined) {
      violations.push(`contact ${message.contactId} was sent but belongs to nobody`);
      return;
    }
    const truth = known().lookedAgain ?? owner;
    for (const [id, decision] of Object.entries(owner.book.decisions)) {
      if (decision.contactId !== message.contactId || !isBeingSaid(decision)) continue;
      const times = (sendsOfDecision.get(id) ?? 0) + 1;
      sendsOfDecision.set(id, times);
      if (times > 1) violations.push(`decision ${id} was sent ${times} times`);
      const why = whyNotToSend(decision, truth);
      if (why !== undefined) violations.push(`decision ${id} was sent although ${why}`);
    }
  };

  const ownerOf = (contactId: string): StoredCustomer | undefined => {
    for (const customerId of stored.keys()) {
      const customer = storedNow(customerId);
      const decisions = Object.values(customer?.book.decisions ?? {});
      if (decisions.some((each) => each.contactId === contactId)) return customer;
    }
    return undefined;
  };

  return {
    violations,
    acknowledged,
    committedDecisions,
    announcedDecisions,
    sendsOfDecision,
    tracked: 0,
    watching,
    storedNow,
    sawMessage,
    sawCommit: ({ book }: Customer): void => {
      for (const id of Object.keys(book.decisions)) committedDecisions.add(id);
    },
    sawEvent: (event: InboundEvent): void => {
      const keys = acknowledged.get(event.customerId) ?? new Set<string>();
      acknowledged.set(event.customerId, keys.add(toFact(event).key));
    },
    sawAnnouncement: (event: BusEvent): void => {
      for (const id of decisionIdsOf(event)) announcedDecisions.add(id);
    },
  };
}

/** Statuses in which a sender may find a decision: claimed by the book, or planned when claims are skipped. */
const isBeingSaid = ({ status }: Decision): boolean =>
  status === 'claimed' || status === 'planned' || status === 'held' || status === 'sent';

/** The rules in plain words, read off the customer as it was when it could still be stopped. */
function whyNotToSend(decision: Decision, { fold }: StoredCustomer): string | undefined {
  if (fold.erased === true) return 'the customer had asked to be erased';
  const pair = fold.pairs[decision.subject];
  const boughtOn = pair === undefined ? undefined : viewPair(pair)?.lastDay;
  if (decision.kind === 'replenishment' && boughtOn !== undefined && boughtOn > decision.anchor) {
    return `it was bought on day ${boughtOn}, after day ${decision.anchor}`;
  }
  if (decision.kind === 'replenishment' && fold.consents['any:marketing']?.[0] !== 1) {
    return 'there was no consent to marketing';
  }
  return undefined;
}

function decisionIdsOf(event: BusEvent): string[] {
  if (!('properties' in event)) return [];
  const { properties } = event;
  if ('needs' in properties) return properties.needs.map(({ decisionId }) => decisionId);
  return 'decisionIds' in properties ? [...properties.decisionIds] : [];
}
