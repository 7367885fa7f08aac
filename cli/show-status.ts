import * as z from 'zod';
import { importTotals } from '#functions/import/keep-outcome.ts';
import { isHeld } from '#shared/pipeline/model-store.ts';
import { readSending } from '#shared/pipeline/sending-switch.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import { countedAtLastImport } from './importing/after-import.ts';
import { type Learning, learningOf, verdictWords } from './learning/model-summary.ts';
import type { OpenData } from './open-data.ts';
import { sendingFields, sendingWords } from './operations/sending-words.ts';
import { shopFile } from './shop-file.ts';
import { terminal } from './terminal.ts';
import { number, plural } from './words.ts';
import { wrappedAfter } from './wrapped.ts';

/** Quarantined events counted at most; beyond it the answer is "at least". */
const QUARANTINE_COUNTED = 1_000;

const dueSegment = z.looseObject({ done: z.boolean() });

/** What is in the folder and how fresh it is. */
export async function showStatus(data: OpenData, folder: string, json: boolean): Promise<void> {
  const { documents } = data;
  const [pass, totals, counted, model, held, quarantined, checkpoints, dawns, sending] =
    await Promise.all([
      latestPass(documents),
      importTotals(documents),
      countedAtLastImport(documents),
      data.model(),
      isHeld(documents),
      data.quarantine.list(QUARANTINE_COUNTED),
      documents.list('import-checkpoint'),
      documents.list('dawn-progress'),
      readSending(documents, 'on'),
    ]);
  const status = {
    folder,
    shop: data.shop.name,
    customers: pass?.customers ?? counted?.customers ?? null,
    events: counted?.events ?? null,
    imports: totals.files,
    dawn: pass?.asOf ?? null,
    model: model.version,
    learning: { ...learningOf(model), held },
    sending: sendingFields(sending),
    quarantined: quarantined.length,
    backlog: {
      imports: checkpoints.length,
      dawnSegments: dawns.filter((each) => !dueSegment.parse(each.document).done).length,
    },
  };
  if (json) terminal.printJson(status);
  else terminal.print(statusText(status, sendingWords(sending)));
}

type Status = {
  readonly folder: string;
  readonly shop: string;
  readonly customers: number | null;
  /** When last counted, which is at the end of an import. */
  readonly events: number | null;
  readonly imports: number;
  readonly dawn: string | null;
  readonly model: string;
  readonly learning: Learning & { readonly held: boolean };
  readonly sending: ReturnType<typeof sendingFields>;
  readonly quarantined: number;
  readonly backlog: { readonly imports: number; readonly dawnSegments: number };
};

function statusText(status: Status, sending: string): string {
  const { backlog, quarantined } = status;
  const more = quarantined >= QUARANTINE_COUNTED ? 'at least ' : '';
  return [
    `shop:       ${status.shop} (${shopFile(status.folder)})`,
    `customers:  ${status.customers === null ? 'not counted yet' : number(status.customers)}`,
    `events:     ${eventWords(status)}`,
    `looked at:  ${status.dawn === null ? 'never' : `as of ${status.dawn}`}`,
    ...wrappedAfter('model:      ', `${status.model}${modelWords(status.learning)}`),
    `sending:    ${sending}`,
    `quarantine: ${more}${plural(quarantined, 'row or event', 'rows or events')}`,
    `backlog:    ${plural(backlog.imports, 'interrupted import')}, ${plural(backlog.dawnSegments, 'unfinished dawn segment')}`,
  ].join('\n');
}

/** Events are counted at the end of an import alone. */
function eventWords({ events, imports }: Status): string {
  const files = `${plural(imports, 'file')} imported`;
  if (events !== null) return `${number(events)} when last counted (${files})`;
  return imports === 0 ? `not counted (${files})` : `not counted since an import began (${files})`;
}

/** From how much it was learned, and how it did on later days. */
function modelWords({ customers, data, verdicts, held }: Status['learning']): string {
  const words = [
    ...(customers > 0 ? [`from ${plural(customers, 'customer')}`] : []),
    ...(data === null ? [] : [`data to ${data.to}`]),
    ...(verdicts.length === 0 ? [] : [verdictWords(verdicts)]),
    ...(held ? ['held in force'] : []),
  ];
  return words.length === 0 ? '' : ` (${words.join('; ')})`;
}
