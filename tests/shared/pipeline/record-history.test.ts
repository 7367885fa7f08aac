import { describe, expect, it } from 'vitest';
import { toFact } from '#shared/domain/customer/fact.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import { recordHistory } from '#shared/pipeline/record-history.ts';
import { verifyCustomer } from '#shared/pipeline/refold-customer.ts';
import { settleFacts } from '#shared/pipeline/settle-facts.ts';
import { CUSTOMER_ID, regularBuyer } from '#tests/builders/customer.ts';
import { memoryPipeline } from '#tests/builders/pipeline.ts';

const facts = regularBuyer().map((event) => toFact({ ...event, customerId: CUSTOMER_ID }));

/** The pipeline in which `meanwhile` happens right after the ledger was read for the first time. */
function interruptedBy(pipeline: PipelineDeps, meanwhile: () => Promise<unknown>): PipelineDeps {
  let isFirst = true;
  const read: PipelineDeps['ledger']['facts'] = async (customerId) => {
    const found = await pipeline.ledger.facts(customerId);
    if (isFirst) {
      isFirst = false;
      await meanwhile();
    }
    return found;
  };
  return { ...pipeline, ledger: { ...pipeline.ledger, facts: read } };
}

describe('recording history', () => {
  it('changes nothing when all of it is known', async () => {
    const pipeline = memoryPipeline();
    await recordHistory(pipeline, CUSTOMER_ID, facts);
    const before = await pipeline.customers.load(CUSTOMER_ID);
    expect(await recordHistory(pipeline, CUSTOMER_ID, facts)).toEqual({
      applied: 0,
      repeated: facts.length,
    });
    expect(await pipeline.customers.load(CUSTOMER_ID)).toEqual(before);
  });

  it('folds what a killed import had written into the ledger alone', async () => {
    const pipeline = memoryPipeline();
    await pipeline.ledger.appendAll(facts.map((fact) => ({ customerId: CUSTOMER_ID, fact })));
    await recordHistory(pipeline, CUSTOMER_ID, facts);
    expect(await verifyCustomer(pipeline, CUSTOMER_ID)).toMatchObject({ matched: true });
  });

  it('loses nothing when as many live facts are settled while the ledger is read', async () => {
    const pipeline = memoryPipeline();
    const [live, ...history] = facts.toReversed();
    if (live === undefined) throw new Error('the buyer bought nothing');
    await recordHistory(pipeline, CUSTOMER_ID, history.slice(1));
    const racing = interruptedBy(pipeline, () => settleFacts(pipeline, CUSTOMER_ID, [live]));
    await recordHistory(racing, CUSTOMER_ID, history.slice(0, 1));
    expect(await verifyCustomer(pipeline, CUSTOMER_ID)).toMatchObject({ matched: true });
  });
});
