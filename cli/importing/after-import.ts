import * as z from 'zod';
import { freeMemory } from '#cli/free-memory.ts';
import type { OpenData } from '#cli/open-data.ts';
import { terminal } from '#cli/terminal.ts';
import { readAsOf } from '#functions/import/as-of.ts';
import type { ImportReport } from '#functions/import/import-report.ts';
import type { Learned } from '#functions/learn/learn-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { dayOfIso, isoDate } from '#shared/domain/time/calendar.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import type { CustomerStore, DocumentStore } from '#shared/store/ports.ts';

const MARK = ['status', 'looked-ahead'] as const;

/** What the data held when they were last learned from. */
const counted = z.object({ customers: z.int(), events: z.int() });
export type Counted = z.infer<typeof counted>;

/** Undefined while an import is at work, or broke off and was not yet repeated. */
export async function countedAtLastImport(documents: DocumentStore): Promise<Counted | undefined> {
  return counted.safeParse(await documents.get(...MARK)).data;
}

/**
 * Runs an import, then learns the model from the shop's customers and looks at everybody as of the
 * data's last day, so that the other commands can answer. When nothing was new and the last look
 * ahead was finished, there is nothing to do again.
 */
export async function importAndLookAhead(
  data: OpenData,
  importAll: () => Promise<ImportReport>,
): Promise<ImportReport> {
  const before = await countedAtLastImport(data.documents);
  await data.documents.remove(...MARK);
  const report = await importAll();
  const isStale = report.applied > 0 || before === undefined;
  await data.documents.put(...MARK, isStale ? await lookAhead(data) : before);
  return report;
}

async function lookAhead(data: OpenData): Promise<Counted> {
  const seen = { customers: 0, events: 0 };
  const imported = await readAsOf(data.documents);
  if (imported === undefined) return seen;
  const looked = (await latestPass(data.documents))?.asOf ?? imported;
  const asOf = looked > imported ? looked : imported;
  const asOfDay = dayOfIso(asOf);
  terminal.say('learning from the history');
  freeMemory();
  const { learnModel } = await import('#functions/learn/learn-model.ts');
  const learned = await learnModel(
    { ...data, customers: counting(data, seen) },
    { today: asOfDay },
  );
  await lookAheadFrom(data, asOfDay, await inForce(data, learned));
  return seen;
}

/** What was just learned, unless another version is held in force. */
const inForce = async ({ documents }: OpenData, { model, became }: Learned): Promise<Model> =>
  became === 'in-force'
    ? model
    : (await import('#shared/pipeline/model-store.ts')).loadModel(documents);

/** Looks at everybody as of a day with a model: lists, sums and report follow it. */
export async function lookAheadFrom(data: OpenData, asOfDay: number, model: Model): Promise<void> {
  terminal.say(`looking ahead from ${isoDate(asOfDay)}`);
  freeMemory();
  const { runDawn } = await import('#functions/dawn/run-dawn.ts');
  const onFailure = (customerId: string, cause: unknown): never => {
    throw new Error(`customer ${customerId} could not be looked at`, { cause });
  };
  const deps = { ...data, model: async () => model, onFailure };
  const pass = await runDawn(deps, { asOfDay, quiet: true });
  const { writeReport } = await import('#functions/report/write-report.ts');
  await writeReport(data, pass);
}

/** The customers as they pass by anyway: counting them costs no read of its own. */
const counting = (
  { customers }: OpenData,
  seen: { customers: number; events: number },
): Pick<CustomerStore, 'scan'> => ({
  scan: async (segment, segments, cursor) => {
    const page = await customers.scan(segment, segments, cursor);
    seen.customers += page.customers.length;
    for (const { fold } of page.customers) seen.events += fold.facts;
    return page;
  },
});
