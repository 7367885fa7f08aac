import { expect, it } from 'vitest';
import { noteAction } from '#cli/operations/operator-actions.ts';
import { drillRestore } from '#cli/operations/restore/restore-drill.ts';
import { trackEvents } from '#functions/track/track-events.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { eraseCustomer } from '#shared/pipeline/erase-customer.ts';
import { isErased } from '#shared/pipeline/tombstones.ts';
import { bought, eventOf, regularBuyer } from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';

type Shop = ReturnType<typeof shopOf>;
const shopOf = () => ({ ...memoryPipeline(), close: async () => {} });

const as = (customerId: string, events: readonly InboundEvent[]): InboundEvent[] =>
  events.map((event) => ({ ...event, customerId }));

async function track(shop: Shop, events: readonly InboundEvent[]): Promise<void> {
  await trackEvents(
    shop,
    events.map((body, nth) => ({ messageId: `m-${nth}`, body })),
  );
}

const faulty = (id: string) => ({ id, atMs: 5, source: 'track', reasons: ['r'], redacted: '{}' });

/** Three customers and two quarantined events on the day of the backup, and what happened after it. */
async function backupAndPresent() {
  const current = shopOf();
  const restored = shopOf();
  const before = ['C-1', 'C-2', 'C-3'].flatMap((id) => as(id, regularBuyer()));
  const withdrawn = eventOf('Consent Withdrawn', 1, { channel: 'any', purpose: 'marketing' });
  const since = [...as('C-1', [bought(2), withdrawn]), ...as('C-9', [bought(1)])];
  await track(current, before);
  await track(restored, before);
  for (const { quarantine } of [current, restored]) {
    await quarantine.put(faulty('q-1'));
    await quarantine.put(faulty('q-2'));
  }
  await track(current, since);
  await eraseCustomer(current, 'C-2');
  const subjects = [{ id: 'q-1', from: 'quarantined/track' }];
  await noteAction(current.documents, { action: 'dropped', atMs: 9, why: 'a test', subjects });
  await current.quarantine.remove('q-1');
  return { current, restored, since };
}

it('brings back what came in since, and nothing of what was withdrawn, erased or dropped', async () => {
  const { current, restored } = await backupAndPresent();
  expect(await drillRestore(current, restored, [])).toEqual({
    customers: 3,
    refolded: 0,
    erasedAgain: 1,
    droppedAgain: 1,
    replayed: 3,
    same: 3,
    differing: 0,
    different: [],
  });
  const first = await restored.customers.load('C-1');
  expect(first?.fold.consents['any:marketing']?.[0]).toBe(0);
  expect(await restored.customers.load('C-2')).toBeUndefined();
  expect(await restored.ledger.facts('C-2')).toEqual([]);
  expect(await isErased(restored.documents, 'C-2')).toBe(true);
  expect((await restored.quarantine.list(9)).map(({ id }) => id)).toEqual(['q-2']);
});

it('tells nobody of anything', async () => {
  const { current, restored } = await backupAndPresent();
  const published = restored.bus.published.length;
  await drillRestore(current, restored, []);
  expect(restored.bus.published).toHaveLength(published);
});

it('changes nothing the second time', async () => {
  const { current, restored } = await backupAndPresent();
  await drillRestore(current, restored, []);
  expect(await drillRestore(current, restored, [])).toMatchObject({
    refolded: 0,
    erasedAgain: 0,
    droppedAgain: 0,
    replayed: 0,
    same: 3,
  });
});

it('replays the events of an archive, as often as they come', async () => {
  const { current, restored, since } = await backupAndPresent();
  const archived = [...since, ...since].map(({ type, ...detail }) => ({
    source: 'beforehand.inbound',
    'detail-type': type,
    detail,
  }));
  expect(await drillRestore(current, restored, archived)).toMatchObject({ replayed: 3, same: 3 });
});

it('mends a state that was restored from another moment than its ledger', async () => {
  const { current, restored } = await backupAndPresent();
  const torn = await restored.customers.load('C-3');
  if (torn === undefined) throw new Error('expected C-3');
  const fold = { ...torn.fold, facts: torn.fold.facts - 1, recent: [] };
  await restored.customers.commit('C-3', torn.version, { fold, book: torn.book });
  expect(await drillRestore(current, restored, [])).toMatchObject({ refolded: 1, same: 3 });
});

it('names who is not as where the shop runs', async () => {
  const { current, restored } = await backupAndPresent();
  await track(restored, as('C-4', [bought(3)]));
  expect(await drillRestore(current, restored, [])).toMatchObject({ same: 3, different: ['C-4'] });
});

it('counts all who are not as where the shop runs, and names the first', async () => {
  const { current, restored } = await backupAndPresent();
  const strangers = Array.from({ length: 25 }, (_, number) => `C-${100 + number}`);
  for (const stranger of strangers) await track(restored, as(stranger, [bought(3)]));
  const { differing, different } = await drillRestore(current, restored, []);
  expect(differing).toBe(25);
  expect(different).toEqual(strangers.slice(0, 20));
});
