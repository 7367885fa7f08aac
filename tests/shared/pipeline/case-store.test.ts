import { expect, test } from 'vitest';
import { applyRiskEvent, openCase, paid } from '#shared/domain/cases/apply-risk-event.ts';
import { caseStore } from '#shared/pipeline/case-store.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { riskEvent } from '#tests/functions/alert/alert-world.ts';

const opened = paid(
  openCase(applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk' })), 1),
);

test('a case is kept under its customer, listed with all others, and gone once it is erased', async () => {
  const cases = caseStore(memoryDocumentStore());
  expect(await cases.save(0, opened)).toBe(true);
  expect(await cases.load('C-1')).toEqual({ case: opened, revision: 1 });
  expect(await cases.all()).toEqual([opened]);
  await cases.erase('C-1');
  expect(await cases.load('C-1')).toEqual({ case: undefined, revision: 0 });
  expect(await cases.all()).toEqual([]);
});

test('whoever saves on what somebody else has changed meanwhile saves nothing', async () => {
  const cases = caseStore(memoryDocumentStore());
  await cases.save(0, opened);
  expect(await cases.save(0, opened)).toBe(false);
});

test('an erased customer loses the place in the queue of waiting cases, and nobody else does', async () => {
  const cases = caseStore(memoryDocumentStore());
  const waitingOf = (customerId: string) =>
    applyRiskEvent(undefined, { ...riskEvent({ type: 'Customer At Risk' }), customerId });
  for (const customerId of ['C-1', 'C-2']) {
    const waiting = waitingOf(customerId);
    await cases.save(0, waiting);
    await cases.queue(undefined, waiting);
  }
  await cases.erase('C-1');
  expect((await cases.waiting()).map(({ customerId }) => customerId)).toEqual(['C-2']);
});
