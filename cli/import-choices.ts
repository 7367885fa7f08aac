import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { minorUnitDigits } from '#shared/contracts/currencies.ts';
import { columnNames, parseColumnNames } from '#shared/importing/columns.ts';
import type { ImportChoices } from '#shared/importing/plan-import.ts';
import { wallClockOf } from '#shared/importing/wall-clock.ts';
import { wrongUse } from './cli-error.ts';

const DELIMITERS = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;

/** What flags and a mapping file may say alike. */
const mapping = z.strictObject({
  columns: columnNames.optional(),
  delimiter: z.enum(['comma', 'semicolon', 'tab', 'bar']).optional(),
  dateOrder: z.enum(['ymd', 'dmy', 'mdy', 'epoch-seconds', 'epoch-milliseconds']).optional(),
  decimal: z.enum(['point', 'comma']).optional(),
  currency: z
    .string()
    .refine((code) => minorUnitDigits(code) !== undefined, 'must be an ISO 4217 code such as EUR')
    .optional(),
  timeZone: z.string().refine(isZone, 'must be an IANA zone such as Europe/Berlin').optional(),
  ignoreProducts: z.string().refine(isPattern, 'must be a regular expression').optional(),
});
type Mapping = z.infer<typeof mapping>;

const flags = mapping.extend({
  columns: z.string().optional(),
  mapping: z.string().optional(),
  dryRun: z.boolean().default(false),
});

export type ImportSettings = {
  readonly choices: ImportChoices;
  readonly timeZone?: string;
  readonly ignoreProducts?: string;
  readonly dryRun: boolean;
};

/** Flags over the mapping file. @throws CliError naming the option that does not fit. */
export async function importSettings(options: unknown): Promise<ImportSettings> {
  const {
    columns,
    mapping: file,
    dryRun,
    ...given
  } = parsed(flags.strip(), options, 'the options');
  const fromFile = file === undefined ? {} : await readMapping(file);
  const said: Mapping = { ...fromFile, ...defined(given) };
  const { delimiter, dateOrder, decimal, currency, timeZone, ignoreProducts } = said;
  return {
    choices: {
      columns: { ...fromFile.columns, ...(columns === undefined ? {} : columnsOf(columns)) },
      ...(delimiter === undefined ? {} : { delimiter: DELIMITERS[delimiter] }),
      ...(dateOrder === undefined ? {} : { dayOrder: dateOrder }),
      ...(decimal === undefined ? {} : { decimalMark: decimal }),
      ...(currency === undefined ? {} : { currency }),
    },
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(ignoreProducts === undefined ? {} : { ignoreProducts }),
    dryRun,
  };
}

async function readMapping(file: string): Promise<Mapping> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw wrongUse(`the mapping file ${file} cannot be read`, 'Check its name.', { cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw wrongUse(`the mapping file ${file} is not JSON`, 'Correct the file.', { cause });
  }
  return parsed(mapping, json, `the mapping file ${file}`);
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue === undefined || issue.path.length === 0 ? '' : ` ${issue.path.join('.')}:`;
  throw wrongUse(
    `${what} cannot be used:${where} ${issue?.message ?? 'invalid'}`,
    'See "beforehand import --help".',
  );
}

function columnsOf(text: string): Mapping['columns'] {
  try {
    return parseColumnNames(text);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw wrongUse(message, 'As in --columns customer=client_id,time=bought_on.', { cause });
  }
}

function isZone(zone: string): boolean {
  try {
    wallClockOf(zone);
    return true;
  } catch {
    return false;
  }
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u').source !== '';
  } catch {
    return false;
  }
}

const defined = (given: Mapping): Mapping =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
