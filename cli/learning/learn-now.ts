import * as z from 'zod';
import { wrongUse } from '#cli/cli-error.ts';
import { lookAheadFrom } from '#cli/importing/after-import.ts';
import { asOfDay, type OpenData } from '#cli/open-data.ts';
import { terminal } from '#cli/terminal.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { isHeld, loadModel, useVersion } from '#shared/pipeline/model-store.ts';
import { listVersions } from '#shared/pipeline/model-versions.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import { learningText, versionsText } from './learn-text.ts';
import { learningOf } from './model-summary.ts';

const learnOptions = z.object({
  dryRun: z.boolean().default(false),
  use: z.string().optional(),
});

/** The command `learn`: learns as of the last day of the data, or changes what is in force. */
export async function learnNow(data: OpenData, given: unknown, json: boolean): Promise<void> {
  const { dryRun, use } = learnOptions.parse(given);
  if (use !== undefined && dryRun) {
    throw wrongUse('--use and --dry-run exclude each other', 'Leave one of them away.');
  }
  const done = use === undefined ? await learn(data, dryRun) : await putBack(data, use);
  if (done.changed) await lookAgain(data, done.model);
  const versions = await listVersions(data.documents);
  const inForce = (await loadModel(data.documents)).version;
  const held = await isHeld(data.documents);
  if (json) {
    terminal.printJson({
      ...learningOf(done.model),
      became: done.became,
      inForce,
      held,
      versions: versions.map(learningOf),
    });
    return;
  }
  terminal.print(learningText(done.model, done.became));
  if (versions.length > 0) terminal.print(`\n${versionsText(versions, inForce, held)}`);
}

type Done = { readonly model: Model; readonly became: string; readonly changed: boolean };

async function learn(data: OpenData, isTrial: boolean): Promise<Done> {
  terminal.say('learning from the history');
  const { learnModel } = await import('#functions/learn/learn-model.ts');
  const { model, became } = await learnModel(data, { today: await asOfDay(data), isTrial });
  return { model, became, changed: became === 'in-force' };
}

/** @throws CliError naming the versions there are. */
async function putBack(data: OpenData, wanted: string): Promise<Done> {
  const versions = (await listVersions(data.documents)).map(({ version }) => version);
  const version = wanted === 'newest' ? versions[0] : wanted;
  const model =
    version === undefined
      ? undefined
      : await useVersion(data.documents, version, wanted !== 'newest');
  if (model === undefined) {
    const known = [...versions, 'shipped-1'].join(', ');
    throw wrongUse(`there is no version ${wanted} of the model`, `Take one of ${known}.`);
  }
  return { model, became: wanted === 'newest' ? 'in-force' : 'held', changed: true };
}

/** The lists of `forecast` and `at-risk` follow the model; without a first look there are none. */
async function lookAgain(data: OpenData, model: Model): Promise<void> {
  if ((await latestPass(data.documents)) === undefined) return;
  await lookAheadFrom(data, await asOfDay(data), model);
}
