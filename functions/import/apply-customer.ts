import { toDescribedFact, toFact } from '#shared/domain/customer/fact.ts';
import type { ImportedEvent } from '#shared/importing/order-events.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import { recordHistory } from '#shared/pipeline/record-history.ts';
import type { ContactStore, Ledger } from '#shared/store/ports.ts';
import { nothing, type Outcome } from './import-report.ts';

export type ImportStores = {
  readonly pipeline: PipelineDeps;
  readonly contacts: ContactStore;
};

/** Puts one customer's events into the history and says what was new. */
export type ApplyCustomer = (
  customerId: string,
  events: readonly ImportedEvent[],
) => Promise<Outcome>;

/** Records for good. Rows are counted by what the ledger had to add, fact by fact. */
export const recordingTo =
  ({ pipeline, contacts }: ImportStores): ApplyCustomer =>
  async (customerId, events) => {
    for (const { event } of events) {
      if (event.type === 'Customer Identified') {
        await contacts.identify(customerId, event.properties, toFact(event).atMs);
      }
      if (event.type === 'Erasure Requested') await contacts.erase(customerId);
    }
    const added = new Set<string>();
    const ledger = watched(pipeline.ledger, added);
    const facts = events.map(({ event }) => toDescribedFact(event, pipeline.shop.attributes));
    await recordHistory({ ...pipeline, ledger }, customerId, facts);
    return outcomeOf(events, (key) => added.has(key), pipeline);
  };

/** Only looks what would be new; without stores everything would. */
export const lookingAt =
  (pipeline: Pick<PipelineDeps, 'calendar'> & { readonly ledger?: Ledger }): ApplyCustomer =>
  async (customerId, events) => {
    const facts = pipeline.ledger === undefined ? [] : await pipeline.ledger.facts(customerId);
    const known = new Set(facts.map((fact) => fact.key));
    return outcomeOf(events, (key) => !known.has(key), pipeline);
  };

/** The same ledger; `added` learns the key of each fact that was missing. */
const watched = (ledger: Ledger, added: Set<string>): Ledger => ({
  ...ledger,
  appendAll: async (entries) => {
    await ledger.appendAll(entries);
    for (const { fact } of entries) added.add(fact.key);
  },
});

function outcomeOf(
  events: readonly ImportedEvent[],
  isNew: (key: string) => boolean,
  { calendar }: Pick<PipelineDeps, 'calendar'>,
): Outcome {
  let sum: Outcome = nothing;
  for (const { event, rows, repeats } of events) {
    const { key, atMs } = toFact(event);
    const fresh = isNew(key);
    sum = {
      events: sum.events + 1,
      applied: sum.applied + (fresh ? rows : 0),
      repeated: sum.repeated + (fresh ? repeats : rows + repeats),
      lastDay: Math.max(sum.lastDay ?? 0, calendar.dayOf(atMs)),
    };
  }
  return sum;
}
