import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type ShopSettings, shopSettings } from '#shared/config/shop.ts';
import { wrongUse } from './cli-error.ts';

/** What an import may know of a shop that has no settings yet. */
export type KnownOfShop = { readonly currency?: string; readonly timeZone?: string };

export const shopFile = (dataDir: string): string => join(dataDir, 'shop.json');

/**
 * The settings a shop starts with; written to `shop.json` of its data folder, to be edited there.
 * Days are UTC days and money is euros unless the import knows better. What each setting means
 * stands at its name in shared/config/shop.ts.
 */
export const startSettings = ({ currency, timeZone }: KnownOfShop): ShopSettings => ({
  name: 'My shop',
  timeZone: timeZone ?? 'UTC',
  currency: currency ?? 'EUR',
  locale: 'en',
  region: 'default',
  holdoutShare: 0.05,
  holdoutSalt: 'first',
  cap: { contacts: 2, days: 7 },
  sendHour: 10,
  leadDays: { replenishment: 3, maintenance: 14 },
  risk: { open: 0.7, close: 0.5, lost: 0.95, dwellDays: 14, horizonDays: 90 },
  casesPerDay: 20,
  retentionMonths: 36,
  publicUrl: 'http://127.0.0.1:8080',
  sender: { email: 'shop@example.com', sms: 'Beforehand' },
});

/** The shop's settings, or undefined when the folder has none. @throws CliError naming what is wrong. */
export async function readShop(dataDir: string): Promise<ShopSettings | undefined> {
  const file = shopFile(dataDir);
  if (!existsSync(file)) return undefined;
  const parsed = shopSettings.safeParse(parsedJson(await readFile(file, 'utf8'), file));
  if (parsed.success) return parsed.data;
  throw wrongUse(
    `${file} is not valid: ${z.prettifyError(parsed.error).replaceAll('\n', ' ')}`,
    'Correct the setting, or remove the file to start with the defaults.',
  );
}

/** Writes the settings whole or not at all. @throws CliError when the folder cannot be written. */
export async function writeShop(dataDir: string, shop: ShopSettings): Promise<void> {
  const fresh = `${shopFile(dataDir)}.${process.pid}`;
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(fresh, `${JSON.stringify(shop, undefined, 2)}\n`);
    await rename(fresh, shopFile(dataDir));
  } catch (cause) {
    throw wrongUse(
      `the folder ${dataDir} cannot be made or written`,
      'Name a folder that is yours with --data DIR; it must not be the name of a file.',
      { cause },
    );
  }
}

function parsedJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : 'malformed';
    throw wrongUse(`${file} is not JSON: ${what}`, 'Correct the file.', { cause });
  }
}
