import { describe, expect, it } from 'vitest';
import { learnModel } from '#functions/learn/learn-model.ts';
import { emptyBook } from '#shared/domain/customer/state.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { loadModel } from '#shared/pipeline/model-store.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { foldOf, rhythmOf } from '../../shared/domain/forecasting/build-fold.ts';

const DAY_MS = 86_400_000;
const today = 20_400;

function shop() {
  const documents = memoryDocumentStore();
  const customers = memoryCustomerStore();
  const clock = { nowMs: () => today * DAY_MS + DAY_MS / 2 };
  return { documents, customers, clock, calendar: calendarOf('UTC') };
}

describe('learning the model of a shop', () => {
  it('reads every page of customers and makes the model the one in force', async () => {
    const deps = shop();
    for (let at = 0; at < 250; at += 1) {
      const days = rhythmOf(20_000 + at, 30 + (at % 7), 4);
      const fold = foldOf({ coffee: days.map((day, visit) => day + ((at + visit) % 5)) });
      await deps.customers.commit(`C-${at}`, 0, { fold, book: emptyBook() });
    }
    const learned = await learnModel(deps);
    expect(learned).toMatchObject({
      version: 'learned-2025-11-08',
      customers: 250,
      learnedOn: today,
    });
    expect(learned.products['coffee']?.[3]).toBe(250);
    expect(await loadModel(deps.documents)).toEqual(learned);
    expect(await learnModel(deps)).toEqual(learned);
  });

  it('learns as of the day it is told', async () => {
    const deps = shop();
    const fold = foldOf({ coffee: [15_000] });
    await deps.customers.commit('C-1', 0, { fold, book: emptyBook() });
    expect((await learnModel(deps, 15_100)).learnedOn).toBe(15_100);
  });

  it('leaves a shop without customers with what ships', async () => {
    const deps = shop();
    await learnModel(deps);
    expect((await loadModel(deps.documents)).customers).toBe(0);
    expect(await deps.documents.list('model')).toEqual([]);
  });
});
