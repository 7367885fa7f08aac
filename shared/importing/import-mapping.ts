import * as z from 'zod';
import { minorUnitDigits } from '#shared/contracts/currencies.ts';
import { columnNames } from './columns.ts';
import { DELIMITERS } from './csv-dialect.ts';
import { dayOrder } from './date-format.ts';
import { decimalMark } from './decimal.ts';
import { ImportRefused } from './import-refused.ts';
import type { ImportChoices } from './plan-import.ts';
import { wallClockOf } from './wall-clock.ts';

/** What a mapping file, or flags, may say about a file; all else is detected. */
export const importMapping = z.strictObject({
  columns: columnNames.optional(),
  delimiter: z.enum(['comma', 'semicolon', 'tab', 'bar']).optional(),
  dateOrder: dayOrder.optional(),
  decimal: decimalMark.optional(),
  currency: z
    .string()
    .refine((code) => minorUnitDigits(code) !== undefined, 'must be an ISO 4217 code such as EUR')
    .optional(),
  timeZone: z.string().refine(isZone, 'must be an IANA zone such as Europe/Berlin').optional(),
  ignoreProducts: z.string().refine(isPattern, 'must be a regular expression').optional(),
});
export type ImportMapping = z.infer<typeof importMapping>;

/** Reads the text of a mapping file. @throws ImportRefused that names what does not fit. */
export function parseImportMapping(text: string): ImportMapping {
  const result = importMapping.safeParse(jsonOf(text));
  if (result.success) return result.data;
  throw new ImportRefused(
    `the mapping file cannot be used: ${faultText(result.error)}`,
    'Correct it; the options are those of "beforehand import --help".',
    { cause: result.error },
  );
}

/** `timeZone: must be an IANA zone such as Europe/Berlin; …` */
export const faultText = ({ issues }: z.ZodError): string =>
  issues.map(({ path, message }) => [...path.map(String), message].join(': ')).join('; ');

export const choicesOf = (mapping: ImportMapping): ImportChoices => ({
  columns: mapping.columns ?? {},
  ...(mapping.delimiter === undefined ? {} : { delimiter: DELIMITERS[mapping.delimiter] }),
  ...(mapping.dateOrder === undefined ? {} : { dayOrder: mapping.dateOrder }),
  ...(mapping.decimal === undefined ? {} : { decimalMark: mapping.decimal }),
  ...(mapping.currency === undefined ? {} : { currency: mapping.currency }),
});

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new ImportRefused('the mapping file is not JSON', 'Correct it.', { cause });
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
