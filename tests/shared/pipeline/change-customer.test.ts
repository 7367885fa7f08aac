import { describe, expect, it } from 'vitest';
import { toFact } from '#shared/domain/customer/fact.ts';
import { emptyBook, emptyFold } from '#shared/domain/customer/state.ts';
import { eventAbout } from '#shared/domain/deciding/decision-event.ts';
import { changeCustomer, payOutboxes } from '#shared/pipeline/change-customer.ts';
import { settleFacts } from '#shared/pipeline/settle-facts.ts';
import { CUSTOMER_ID, regularBuyer } from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';

const event = (identity: string) =>
  eventAbout({ customerId: CUSTOMER_ID, nowMs: 0 }, 'Reminder Held', identity, {
    contactId: identity,
    decisionIds: [identity],
    reason: 'frequency-cap',
  });
const owing = (identity: string) => ({
  fold: emptyFold(),
  book: { ...emptyBook(), outbox: [event(identity)] },
});

describe('changing a customer', () => {
  it('commits, announces into the ledger and onto the bus, and clears the outbox', async () => {
    const pipeline = memoryPipeline();
    await changeCustomer(pipeline, CUSTOMER_ID, () => owing('a'));
    expect(pipeline.bus.published).toEqual([event('a')]);
    expect(await pipeline.ledger.notes(CUSTOMER_ID)).toMatchObject([{ what: 'Reminder Held' }]);
    expect(await pipeline.customers.load(CUSTOMER_ID)).toMatchObject({ book: { outbox: [] } });
  });

  it('announces what a broken-off commit still owed before it changes anything', async () => {
    const pipeline = memoryPipeline();
    await pipeline.customers.commit(CUSTOMER_ID, 0, owing('owed'));
    await changeCustomer(pipeline, CUSTOMER_ID, () => undefined);
    expect(pipeline.bus.published).toEqual([event('owed')]);
    expect(await pipeline.customers.load(CUSTOMER_ID)).toMatchObject({ book: { outbox: [] } });
  });

  it('keeps the outbox when the bus does not take it, for the next to announce', async () => {
    const pipeline = memoryPipeline();
    const failing = {
      ...pipeline,
      bus: { ...pipeline.bus, publish: () => Promise.reject(new Error('no bus')) },
    };
    await expect(changeCustomer(failing, CUSTOMER_ID, () => owing('a'))).rejects.toThrow('no bus');
    expect(await pipeline.customers.load(CUSTOMER_ID)).toMatchObject({
      book: { outbox: [event('a')] },
    });
  });

  it('starts over from the load when somebody else committed in between', async () => {
    const pipeline = memoryPipeline();
    let tries = 0;
    await changeCustomer(pipeline, CUSTOMER_ID, async ({ fold, book }) => {
      tries += 1;
      if (tries === 1) {
        await pipeline.customers.commit(CUSTOMER_ID, 0, {
          fold,
          book: { ...book, contacted: [1] },
        });
      }
      return { fold, book: { ...book, contacted: [...book.contacted, 2] } };
    });
    expect(await pipeline.customers.load(CUSTOMER_ID)).toMatchObject({
      book: { contacted: [1, 2] },
    });
  });

  it('gives up after twelve commits that others came before, and says so', async () => {
    const pipeline = memoryPipeline();
    const customers = { ...pipeline.customers, commit: async () => 'conflict' as const };
    let tries = 0;
    const change = () => {
      tries += 1;
      return owing('a');
    };
    const changing = changeCustomer({ ...pipeline, customers }, CUSTOMER_ID, change);
    await expect(changing).rejects.toThrow(
      `customer ${CUSTOMER_ID} changed under every one of 12 commits`,
    );
    expect(tries).toBe(12);
    expect(pipeline.bus.published).toEqual([]);
  });
});

describe('a state that an earlier version of the product wrote', () => {
  /** A known buyer; `outdated` is what that version kept of the buyer, which is less. */
  async function leftByEarlier() {
    const pipeline = memoryPipeline();
    await settleFacts(pipeline, CUSTOMER_ID, regularBuyer().map(toFact));
    const known = await pipeline.customers.load(CUSTOMER_ID);
    if (known === undefined) expect.fail('the buyer is not known');
    const outdated = { ...known, fold: emptyFold(), isOutdated: true as const };
    return { pipeline, known, outdated };
  }

  it('is folded anew before it is changed', async () => {
    const { pipeline, known, outdated } = await leftByEarlier();
    const change = ({ fold, book }: typeof known) => ({ fold, book: { ...book, contacted: [1] } });
    await changeCustomer(pipeline, CUSTOMER_ID, change, outdated);
    expect(await pipeline.customers.load(CUSTOMER_ID)).toMatchObject({
      fold: known.fold,
      book: { contacted: [1] },
    });
  });

  it('is announced but not written as one of this version', async () => {
    const { pipeline, known, outdated } = await leftByEarlier();
    await payOutboxes(pipeline, [{ ...outdated, book: owing('a').book }]);
    expect(pipeline.bus.published).toEqual([event('a')]);
    expect(await pipeline.customers.load(CUSTOMER_ID)).toEqual(known);
  });
});
