import { describe, expect, it } from 'vitest';
import { trackEvents } from '#functions/track/track-events.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { changeCustomer } from '#shared/pipeline/change-customer.ts';
import { eraseCustomer } from '#shared/pipeline/erase-customer.ts';
import { recordHistory } from '#shared/pipeline/record-history.ts';
import { listTombstones, tombstoneId } from '#shared/pipeline/tombstones.ts';
import { bought, CUSTOMER_ID, regularBuyer } from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';
import type { Step } from '#tests/doubles/step.ts';

const messagesOf = (events: readonly unknown[]) =>
  events.map((body, nth) => ({ messageId: `m-${nth}`, body }));

async function knownBuyer(step?: Step) {
  const deps = memoryPipeline(step);
  await trackEvents(deps, messagesOf(regularBuyer()));
  return deps;
}

type Known = Awaited<ReturnType<typeof knownBuyer>>;

async function expectGone(deps: Known): Promise<void> {
  expect(await deps.customers.load(CUSTOMER_ID)).toBeUndefined();
  expect(deps.ledger.stored.get(CUSTOMER_ID)?.size ?? 0).toBe(0);
  expect(await deps.contacts.find(CUSTOMER_ID)).toBeUndefined();
}

describe('erasing a customer', () => {
  it('deletes state, ledger and address and leaves the hash of the id and the time', async () => {
    const deps = await knownBuyer();
    expect(await eraseCustomer(deps, CUSTOMER_ID)).toEqual({ wasKnown: true, entries: 9 });
    await expectGone(deps);
    const tombstones = await listTombstones(deps.documents);
    expect([...tombstones]).toEqual([[tombstoneId(CUSTOMER_ID), deps.time.nowMs]]);
    expect(tombstoneId(CUSTOMER_ID)).not.toContain(CUSTOMER_ID);
  });

  it('does nothing the second time and keeps the time of the first', async () => {
    const deps = await knownBuyer();
    const firstMs = deps.time.nowMs;
    await eraseCustomer(deps, CUSTOMER_ID);
    deps.time.nowMs += 1_000;
    expect(await eraseCustomer(deps, CUSTOMER_ID)).toEqual({ wasKnown: false, entries: 0 });
    expect([...(await listTombstones(deps.documents)).values()]).toEqual([firstMs]);
  });

  it('is finished by doing it again when it broke off', async () => {
    let isAway = false;
    const deps = await knownBuyer(async (name) => {
      if (isAway && name === 'ledger.erase:before') throw new Error('away');
    });
    isAway = true;
    await expect(eraseCustomer(deps, CUSTOMER_ID)).rejects.toThrow('away');
    isAway = false;
    await eraseCustomer(deps, CUSTOMER_ID);
    await expectGone(deps);
  });
});

describe('an erased customer', () => {
  it('is not brought back by events that still come in', async () => {
    const deps = await knownBuyer();
    await eraseCustomer(deps, CUSTOMER_ID);
    const late = await trackEvents(deps, messagesOf([...regularBuyer(), bought(1)]));
    expect(late).toMatchObject({ applied: 0, repeated: 10, failed: [] });
    await expectGone(deps);
  });

  it('is not brought back by an import', async () => {
    const deps = await knownBuyer();
    await eraseCustomer(deps, CUSTOMER_ID);
    const facts = regularBuyer().map(toFact);
    const settled = await recordHistory(deps, CUSTOMER_ID, facts);
    expect(settled).toEqual({ applied: 0, repeated: facts.length });
    await expectGone(deps);
  });

  it('is not brought back by whoever was about to commit a change', async () => {
    const deps = await knownBuyer();
    const known = await deps.customers.load(CUSTOMER_ID);
    await eraseCustomer(deps, CUSTOMER_ID);
    await changeCustomer(deps, CUSTOMER_ID, ({ fold, book }) => ({ fold, book }), known);
    await expectGone(deps);
  });

  it('is not brought back by a purchase that was being tracked while erasing', async () => {
    const racing: { erase?: () => Promise<unknown> } = {};
    const deps = await knownBuyer(async (name) => {
      const { erase } = racing;
      if (name !== 'ledger.append:before' || erase === undefined) return;
      delete racing.erase;
      await erase();
    });
    racing.erase = () => eraseCustomer(deps, CUSTOMER_ID);
    await trackEvents(deps, messagesOf([bought(1)]));
    await expectGone(deps);
  });
});
