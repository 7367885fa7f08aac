import { basename } from 'node:path';
import { EXIT, wrongUse } from '#cli/cli-error.ts';
import type { GlobalOptions } from '#cli/command.ts';
import { hasData, openDataOf } from '#cli/open-data.ts';
import { readShop, writeShop } from '#cli/shop-file.ts';
import { terminal } from '#cli/terminal.ts';
import { type ImportRequest, importHistory } from '#functions/import/import-history.ts';
import type { ImportReport } from '#functions/import/import-report.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { describePlan } from '#shared/importing/describe-plan.ts';
import type { ImportPlan } from '#shared/importing/plan-import.ts';
import { importAndLookAhead } from './after-import.ts';
import { type ImportSettings, importSettings } from './import-choices.ts';
import { importProgress } from './import-progress.ts';
import { printReport } from './import-summary.ts';
import { asBadFile, newShop, opened, planned } from './open-import.ts';
import { removeLeftSpills, spillFolder } from './spill-folder.ts';

/** The command `import`: reads, records, learns, looks ahead, and says what became of every row. */
export async function importFile(
  file: string,
  options: unknown,
  { data, json }: GlobalOptions,
): Promise<void> {
  const settings = await importSettings(options);
  const { text, bytes } = await opened(file);
  const plan = planned(text, settings);
  const known = await readShop(data);
  const shop = known ?? newShop(plan, settings);
  checkCurrency(plan, settings, shop, data);
  const zone = settings.timeZone ?? shop.timeZone;
  for (const line of describePlan(plan, { zone, currency: shop.currency })) terminal.say(line);
  if (known === undefined && !settings.dryRun) await writeShop(data, shop);
  const request = {
    file: file === '-' ? 'standard input' : basename(file),
    text,
    plan,
    settings: { zone, currency: shop.currency, nowMs: Date.now() },
    ...(settings.ignoreProducts === undefined ? {} : { ignoreProducts: settings.ignoreProducts }),
    spillFolder: spillFolder(data),
    onProgress: importProgress(text, bytes),
  };
  await removeLeftSpills(data);
  const run = settings.dryRun ? rehearse : record;
  const report = await run(data, shop, request).catch(asBadFile);
  if (json) terminal.printJson(report);
  else printReport(report);
  if (report.rows > 0 && report.quarantined === report.rows) process.exitCode = EXIT.problems;
}

async function record(
  folder: string,
  shop: ShopSettings,
  request: ImportRequest,
): Promise<ImportReport> {
  const data = await openDataOf(folder, shop);
  const { contacts, documents, quarantine } = data;
  try {
    const target = { kind: 'record', pipeline: data, contacts, documents, quarantine } as const;
    return await importAndLookAhead(data, () => importHistory(target, request));
  } finally {
    await data.close();
  }
}

/** Compares with the data there are, if there are any, and writes nothing. */
async function rehearse(
  folder: string,
  shop: ShopSettings,
  request: ImportRequest,
): Promise<ImportReport> {
  const calendar = calendarOf(shop.timeZone);
  if (!hasData(folder)) return importHistory({ kind: 'dry-run', calendar }, request);
  const data = await openDataOf(folder, shop);
  try {
    return await importHistory({ kind: 'dry-run', calendar, ledger: data.ledger }, request);
  } finally {
    await data.close();
  }
}

/** Pounds must not be added to euros: a file in another currency than the shop's is not taken. */
function checkCurrency(
  plan: ImportPlan,
  { choices }: ImportSettings,
  shop: ShopSettings,
  folder: string,
): void {
  const currency = choices.currency ?? (plan.kind === 'csv' ? plan.currency : undefined);
  if (currency === undefined || currency === shop.currency) return;
  throw wrongUse(
    `the file is in ${currency}, but the shop in ${folder} counts in ${shop.currency}`,
    `Import it into a folder of its own with --data DIR, or take its numbers as ${shop.currency} with --currency ${shop.currency}.`,
  );
}
