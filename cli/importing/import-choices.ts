import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { wrongUse } from '#cli/cli-error.ts';
import { type ColumnNames, parseColumnNames } from '#shared/importing/columns.ts';
import {
  choicesOf,
  faultText,
  type ImportMapping,
  importMapping,
  parseImportMapping,
} from '#shared/importing/import-mapping.ts';
import { ImportRefused } from '#shared/importing/import-refused.ts';
import type { ImportChoices } from '#shared/importing/plan-import.ts';

/** What a mapping file may say, columns as one text, and what only flags say. */
const flags = importMapping
  .extend({
    columns: z.string().optional(),
    mapping: z.string().optional(),
    dryRun: z.boolean().default(false),
  })
  .strip();

export type ImportSettings = {
  readonly choices: ImportChoices;
  readonly timeZone?: string;
  readonly ignoreProducts?: string;
  readonly dryRun: boolean;
};

/** Flags over the mapping file. @throws CliError naming the option that does not fit. */
export async function importSettings(options: unknown): Promise<ImportSettings> {
  const { columns, mapping, dryRun, ...given } = readFlags(options);
  const fromFile = mapping === undefined ? {} : await readMapping(mapping);
  const said: ImportMapping = {
    ...fromFile,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    columns: { ...fromFile.columns, ...(columns === undefined ? {} : columnsOf(columns)) },
  };
  const { timeZone, ignoreProducts } = said;
  return {
    choices: choicesOf(said),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(ignoreProducts === undefined ? {} : { ignoreProducts }),
    dryRun,
  };
}

function readFlags(options: unknown): z.infer<typeof flags> {
  const result = flags.safeParse(options);
  if (result.success) return result.data;
  throw wrongUse(
    `the options cannot be used: ${faultText(result.error)}`,
    'See "beforehand import --help".',
    { cause: result.error },
  );
}

async function readMapping(file: string): Promise<ImportMapping> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw wrongUse(`the mapping file ${file} cannot be read`, 'Check its name.', { cause });
  });
  try {
    return parseImportMapping(text);
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    throw wrongUse(`${file}: ${error.message}`, error.hint, { cause: error });
  }
}

function columnsOf(text: string): ColumnNames {
  try {
    return parseColumnNames(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw wrongUse(message, 'As in --columns customer=client_id,time=bought_on.', { cause });
  }
}
