import { readAsOf } from '#functions/import/as-of.ts';
import type { ImportReport } from '#functions/import/import-report.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import type { OpenData } from './open-data.ts';
import { terminal } from './terminal.ts';

const MARK = ['status', 'looked-ahead'] as const;

/**
 * Runs an import, then learns the model from the shop's customers and looks at everybody as of the
 * data's last day, so that the other commands can answer. When nothing was new and the last look
 * ahead was finished, there is nothing to do again.
 */
export async function importAndLookAhead(
  data: OpenData,
  importAll: () => Promise<ImportReport>,
): Promise<ImportReport> {
  const wasFinished = (await data.documents.get(...MARK)) !== undefined;
  await data.documents.remove(...MARK);
  const report = await importAll();
  if (report.applied > 0 || !wasFinished) await lookAhead(data);
  await data.documents.put(...MARK, { contentHash: report.contentHash });
  return report;
}

async function lookAhead(data: OpenData): Promise<void> {
  const imported = await readAsOf(data.documents);
  if (imported === undefined) return;
  const looked = (await latestPass(data.documents))?.asOf ?? imported;
  const asOf = looked > imported ? looked : imported;
  const asOfDay = dayOfIso(asOf);
  terminal.say('learning from the history');
  const { learnModel } = await import('#functions/learn/learn-model.ts');
  const model = await learnModel(data, asOfDay);
  terminal.say(`looking ahead from ${asOf}`);
  const { runDawn } = await import('#functions/dawn/run-dawn.ts');
  const pass = await runDawn({ ...data, model: async () => model }, { asOfDay, quiet: true });
  const { writeReport } = await import('#functions/report/write-report.ts');
  await writeReport(data, pass);
}
