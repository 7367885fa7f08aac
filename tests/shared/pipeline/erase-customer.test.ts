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

/** A known buyer of whom a fact is written again after each of so many rounds of erasing. */
async function writtenAgain(times: number) {
  const deps = await knownBuyer();
  let rounds = 0;
  const erase: typeof deps.ledger.erase = async (customerId) => {
    rounds += 1;
    const deleted = await deps.ledger.erase(customerId);
    if (rounds <= times) await deps.ledger.append(customerId, toFact(bought(1)));
    return deleted;
  };
  return { deps: { ...deps, ledger: { ...deps.ledger, erase } }, rounds: () => rounds };
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

  it('deletes the support case', async () => {
    const deps = await knownBuyer();
    await deps.documents.put('case', CUSTOMER_ID, { state: 'open' });
    await eraseCustomer(deps, CUSTOMER_ID);
    expect(await deps.documents.list('case')).toEqual([]);
  });

  it('deletes what a history had put into the ledger before there was a state', async () => {
    const deps = memoryPipeline();
    const facts = regularBuyer().map(toFact);
    await deps.ledger.appendAll(facts.map((fact) => ({ customerId: CUSTOMER_ID, fact })));
    expect(await eraseCustomer(deps, CUSTOMER_ID)).toEqual({ wasKnown: true, entries: 9 });
    await expectGone(deps);
  });

  it('deletes again what was written meanwhile', async () => {
    const { deps, rounds } = await writtenAgain(2);
    expect(await eraseCustomer(deps, CUSTOMER_ID)).toEqual({ wasKnown: true, entries: 11 });
    expect(rounds()).toBe(4);
  });

  it('fails when somebody writes in every round', async () => {
    const { deps, rounds } = await writtenAgain(Number.POSITIVE_INFINITY);
    await expect(eraseCustomer(deps, CUSTOMER_ID)).rejects.toThrow('during 5 rounds of erasing');
    expect(rounds()).toBe(5);
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
