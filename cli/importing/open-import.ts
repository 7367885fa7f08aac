import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { wrongUse } from '#cli/cli-error.ts';
import { refusalOf } from '#functions/import/import-fault.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import { startSettings } from '#shared/config/start-settings.ts';
import { type ImportPlan, planImport } from '#shared/importing/plan-import.ts';
import { type OpenText, openText } from '#shared/importing/text-lines.ts';
import type { ImportSettings } from './import-choices.ts';

/** Opens a file, or standard input for `-`. @throws CliError when it cannot be read. */
export async function opened(file: string): Promise<{ text: OpenText; bytes?: number }> {
  try {
    if (file === '-') return { text: await openText(process.stdin) };
    const { size } = await stat(file);
    return { text: await openText(createReadStream(file)), bytes: size };
  } catch (error) {
    return asBadFile(error);
  }
}

/** How to read it. @throws CliError when that cannot be told. */
export function planned(text: OpenText, { choices }: ImportSettings): ImportPlan {
  try {
    return planImport(text.sample, choices);
  } catch (error) {
    return asBadFile(error);
  }
}

/** The settings of a shop whose first file this is. */
export function newShop(plan: ImportPlan, { choices, timeZone }: ImportSettings): ShopSettings {
  const currency = choices.currency ?? (plan.kind === 'csv' ? plan.currency : undefined);
  return startSettings({
    ...(currency === undefined ? {} : { currency }),
    ...(timeZone === undefined ? {} : { timeZone }),
  });
}

/** @throws CliError when the file is to blame, else the error as it came. */
export function asBadFile(error: unknown): never {
  const refusal = refusalOf(error);
  if (refusal !== undefined) throw wrongUse(refusal.message, refusal.hint, { cause: error });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const path = error instanceof Error && 'path' in error ? String(error.path) : 'the file';
  if (code === 'ENOENT' || code === 'ENOTDIR')
    throw wrongUse(`there is no file ${path}`, 'Check its name.');
  if (code === 'EISDIR') throw wrongUse('that is a folder, not a file', 'Name a file in it.');
  if (code === 'EACCES') throw wrongUse(`${path} may not be read`, 'Check whose it is.');
  throw error;
}
