import { wrongUse } from '#cli/cli-error.ts';
import { terminal } from '#cli/terminal.ts';
import { plural } from '#cli/words.ts';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { identifier } from '#shared/contracts/primitives.ts';
import { eraseCustomer } from '#shared/pipeline/erase-customer.ts';
import { tombstoneId } from '#shared/pipeline/tombstones.ts';
import { confirm } from './confirm.ts';
import { noteAction } from './operator-actions.ts';
import type { Place } from './place.ts';

/** Erases after a yes. In an environment the bus is told too, so that its archive knows of it. */
export async function runErase(
  place: Place,
  customerId: string,
  yes: boolean,
  json: boolean,
): Promise<void> {
  if (!identifier.safeParse(customerId).success) {
    throw wrongUse(`${customerId} is no id of a customer`, 'Ids are as in the events.');
  }
  await confirm(`erasing customer ${customerId} for good in ${place.title}`, yes);
  const erased = await eraseCustomer(place, customerId);
  const atMs = place.clock.nowMs();
  const tombstone = tombstoneId(customerId);
  await noteAction(place.documents, {
    action: 'erased',
    atMs,
    why: 'asked for',
    subjects: [{ id: tombstone, from: 'customers' }],
  });
  if (place.environment !== undefined) {
    await (await place.queues()).submit([erasureOf(customerId, tombstone, atMs)]);
  }
  if (json) return terminal.printJson({ tombstone, ...erased });
  terminal.print(
    erased.wasKnown
      ? `erased, with ${plural(erased.entries, 'entry', 'entries')} of history; tombstone ${tombstone}`
      : `nothing was known of ${customerId}; tombstone ${tombstone} keeps out what may still come`,
  );
}

const erasureOf = (customerId: string, tombstone: string, atMs: number) =>
  inboundEvent.parse({
    type: 'Erasure Requested',
    customerId,
    metadata: { id: `erased-${tombstone.slice(0, 16)}`, occurredAt: new Date(atMs).toISOString() },
    properties: {},
  });
