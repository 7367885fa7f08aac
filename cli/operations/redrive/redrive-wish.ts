import * as z from 'zod';
import { wrongUse } from '#cli/cli-error.ts';
import { type Edit, readSet } from './edit-json.ts';
import { type Choice, isEmptyChoice } from './entry.ts';

const options = z.object({
  from: z.string().optional(),
  reason: z.string().optional(),
  all: z.boolean().default(false),
  show: z.string().optional(),
  replay: z.boolean().default(false),
  set: z.array(z.string()).default([]),
  unset: z.array(z.string()).default([]),
  file: z.string().optional(),
  drop: z.string().optional(),
  limit: z.int(),
  dryRun: z.boolean().default(false),
  yes: z.boolean().default(false),
});

export type RedriveWish = {
  readonly choice: Choice;
  readonly action: 'look' | 'show' | 'replay' | 'drop';
  readonly edits: readonly Edit[];
  readonly file: string | undefined;
  readonly why: string;
  readonly limit: number;
  readonly dryRun: boolean;
  readonly yes: boolean;
};

/** What the person wants. @throws CliError for options that do not go together. */
export function readRedrive(ids: readonly string[], given: unknown): RedriveWish {
  const { from, reason, all, show, replay, set, unset, file, drop, limit, dryRun, yes } =
    options.parse(given);
  const chosenIds = show === undefined ? ids : [show];
  const choice: Choice = { ids: chosenIds, from, reason, all };
  const acts = replay || drop !== undefined;
  const edits: Edit[] = [...set.map(readSet), ...unset.map((path) => ({ path, value: undefined }))];
  if (replay && drop !== undefined) {
    throw wrongUse('--replay and --drop exclude each other', 'Choose one of them.');
  }
  if (acts && isEmptyChoice(choice)) {
    throw wrongUse('it is not said which entries', 'Name ids, --from, --reason or --all.');
  }
  if ((edits.length > 0 || file !== undefined) && !replay) {
    throw wrongUse('a correction goes with --replay', 'Add --replay.');
  }
  if (file !== undefined && chosenIds.length !== 1) {
    throw wrongUse('--file stands for one entry', 'Name its id.');
  }
  if (drop?.trim() === '') throw wrongUse('--drop wants a reason', 'Say why.');
  return {
    choice,
    action: replay ? 'replay' : acts ? 'drop' : show === undefined ? 'look' : 'show',
    edits,
    file,
    why: drop ?? '',
    limit,
    dryRun,
    yes,
  };
}
