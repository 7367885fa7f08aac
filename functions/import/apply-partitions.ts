import {
  CUSTOMER,
  type ImportRow,
  importRow,
  type RowFault,
} from '#shared/importing/import-row.ts';
import { storedEvent, withoutRepeats } from '#shared/importing/ndjson-events.ts';
import type { OrderConventions } from '#shared/importing/order-conventions.ts';
import { type OrderEvents, orderEvents } from '#shared/importing/order-events.ts';
import type { Spill } from '#shared/importing/spill.ts';
import { inParallel } from '#shared/runtime/in-parallel.ts';
import type { ApplyCustomer } from './apply-customer.ts';
import type { Checkpoint, PartitionDone } from './checkpoint.ts';
import { nothing, plus } from './import-report.ts';

export type Applying = {
  readonly spill: Spill;
  readonly format: 'csv' | 'ndjson';
  readonly rules: OrderConventions;
  readonly apply: ApplyCustomer;
  readonly checkpoint: Checkpoint;
  readonly onPartition: (done: PartitionDone, resumed: boolean) => void;
};

/** Partitions worked on at once; each goes through its customers one by one. */
const AT_ONCE = 12;

/** Applies every partition that is not yet settled. @throws the first failure, once all have stopped. */
export async function applyPartitions(applying: Applying): Promise<void> {
  const { spill, checkpoint, onPartition } = applying;
  const partitions = Array.from({ length: spill.partitions }, (_, partition) => partition);
  await inParallel(partitions, AT_ONCE, async (partition) => {
    const before = checkpoint.done(partition);
    if (before !== undefined) onPartition(before, true);
    else onPartition(await applyPartition(applying, partition), false);
  });
}

async function applyPartition(applying: Applying, partition: number): Promise<PartitionDone> {
  const customers = customersOf(applying.format, await applying.spill.read(partition));
  let sum = nothing;
  const faults: RowFault[] = [];
  for (const [customerId, read] of customers) {
    const made = read(applying.rules);
    faults.push(...made.faults);
    if (made.events.length > 0) sum = plus(sum, await applying.apply(customerId, made.events));
  }
  const done = { partition, outcome: sum, customers: customers.size, faults };
  if (customers.size > 0) await applying.checkpoint.settle(done);
  return done;
}

/** What makes events of each customer's rows; customer by customer, so that memory stays small. */
function customersOf(
  format: 'csv' | 'ndjson',
  texts: readonly string[],
): Map<string, (rules: OrderConventions) => OrderEvents> {
  if (format === 'csv') {
    const rows = texts.map((text): ImportRow => importRow.parse(JSON.parse(text)));
    return mapped(
      Map.groupBy(rows, (row) => row[CUSTOMER]),
      orderEvents,
    );
  }
  const byCustomer = Map.groupBy(texts.map(storedEvent), (event) => event.customerId);
  return mapped(byCustomer, (events) => ({ events: withoutRepeats(events), faults: [] }));
}

function mapped<Item>(
  groups: Map<string, Item[]>,
  make: (items: readonly Item[], rules: OrderConventions) => OrderEvents,
): Map<string, (rules: OrderConventions) => OrderEvents> {
  return new Map([...groups].map(([id, items]) => [id, (rules) => make(items, rules)]));
}
