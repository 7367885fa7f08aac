import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { type Calendar, isoDate } from '#shared/domain/time/calendar.ts';
import { saveModel } from '#shared/pipeline/model-store.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { CustomerStore, DocumentStore } from '#shared/store/ports.ts';

export type LearnDeps = {
  readonly customers: Pick<CustomerStore, 'scan'>;
  readonly documents: DocumentStore;
  readonly clock: Clock;
  readonly calendar: Calendar;
};

/**
 * Reads every customer once, learns the model and makes it the one in force. A shop without
 * customers keeps what ships. Running it again the same day replaces the model of that day.
 * Customers seen as of `today`, by default the shop's day now.
 */
export async function learnModel(
  { customers, documents, clock, calendar }: LearnDeps,
  today = calendar.dayOf(clock.nowMs()),
): Promise<Model> {
  const learning = startLearning();
  let cursor: string | undefined;
  do {
    const page = await customers.scan(0, 1, cursor);
    for (const { fold } of page.customers) learning.add(fold, today);
    cursor = page.cursor;
  } while (cursor !== undefined);
  const learned = learning.finish(`learned-${isoDate(today)}`, today);
  if (learned.customers > 0) await saveModel(documents, learned);
  return learned;
}
