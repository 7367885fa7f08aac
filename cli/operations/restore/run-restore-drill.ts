import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { EXIT, wrongUse } from '#cli/cli-error.ts';
import { type OpenData, openData } from '#cli/open-data.ts';
import { openEnvironment } from '#cli/operations/open-environment.ts';
import { terminal } from '#cli/terminal.ts';
import { number, plural } from '#cli/words.ts';
import { type Drill, drillRestore } from './restore-drill.ts';
import { deleteTables, restoredNames, restoreTables } from './restored-tables.ts';

export type DrillWish = {
  /** A folder with the restored copy, or with `environment` the prefix of the restored tables. */
  readonly restored: string;
  readonly environment: string | undefined;
  /** Restores the tables first, as of this instant in ISO 8601. */
  readonly at: string | undefined;
  readonly deletesAfter: boolean;
  /** File of events since the restore point, one JSON a line. */
  readonly events: string | undefined;
};

/** Runs the drill and says how it went; exit code 1 when somebody is not as where the shop runs. */
export async function runRestoreDrill(
  dataDir: string,
  wish: DrillWish,
  json: boolean,
): Promise<void> {
  const events = await eventsOf(wish.events);
  const drill =
    wish.environment === undefined
      ? await drillFolder(dataDir, wish, events)
      : await drillEnvironment(wish.environment, wish, events);
  if (drill.differing > 0) process.exitCode = EXIT.problems;
  if (json) terminal.printJson(drill);
  else terminal.print(drillText(drill));
}

async function drillFolder(
  dataDir: string,
  { restored, at, deletesAfter }: DrillWish,
  events: readonly unknown[],
): Promise<Drill> {
  if (at !== undefined || deletesAfter) {
    throw wrongUse('--at and --delete go with --env', 'A folder is restored by copying it back.');
  }
  if (resolve(restored) === resolve(dataDir)) {
    throw wrongUse('the restored data must lie beside the current ones', 'Name another folder.');
  }
  return bothOpen(
    () => openData(dataDir),
    () => openData(restored),
    (current, copy) => drillRestore(current, copy, events),
  );
}

async function drillEnvironment(
  name: string,
  { restored, at, deletesAfter }: DrillWish,
  events: readonly unknown[],
): Promise<Drill> {
  const asOf = at === undefined ? undefined : instantOf(at);
  const tables = restoredNames(restored);
  const current = await openEnvironment(name);
  const { region } = current.settings;
  const client = new DynamoDBClient(region === undefined ? {} : { region });
  try {
    if (asOf !== undefined) {
      await restoreTables(client, current.names.tables, tables, asOf, (table) =>
        terminal.sayOver(`waiting for ${table} to be restored`),
      );
    }
    const drill = await bothOpen(
      async () => current,
      () => openEnvironment(name, tables),
      (now, then) => drillRestore(now, then, events),
    );
    if (deletesAfter) await deleteTables(client, tables);
    return drill;
  } finally {
    client.destroy();
  }
}

/** @throws CliError when it is none, or leaves the zone open. */
function instantOf(text: string): Date {
  const read = z.iso.datetime({ offset: true }).safeParse(text);
  if (!read.success) throw wrongUse(`${text} is no instant`, 'Write it as 2026-03-01T04:00:00Z.');
  return new Date(read.data);
}

async function bothOpen(
  openCurrent: () => Promise<OpenData>,
  openRestored: () => Promise<OpenData>,
  drill: (current: OpenData, restored: OpenData) => Promise<Drill>,
): Promise<Drill> {
  const current = await openCurrent();
  try {
    const restored = await openRestored();
    try {
      return await drill(current, restored);
    } finally {
      await restored.close();
    }
  } finally {
    await current.close();
  }
}

async function eventsOf(file: string | undefined): Promise<readonly unknown[]> {
  if (file === undefined) return [];
  try {
    const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
    return lines.map((line): unknown => JSON.parse(line));
  } catch (cause) {
    throw wrongUse(`${file} holds no events`, 'It must hold one event as JSON a line.', { cause });
  }
}

function namesOf({ different, differing }: Drill): string {
  const more = differing - different.length;
  return `${different.join(', ')}${more > 0 ? ` and ${number(more)} more` : ''}`;
}

const drillText = (drill: Drill): string =>
  [
    `restored:   ${plural(drill.customers, 'customer')}, ${number(drill.refolded)} refolded from the ledger`,
    `replayed:   ${plural(drill.replayed, 'fact')} that came in since`,
    `again:      ${plural(drill.erasedAgain, 'erasure')}, ${plural(drill.droppedAgain, 'drop')} from quarantine`,
    `compared:   ${plural(drill.same, 'customer')} the same, ${number(drill.differing)} different`,
    ...(drill.differing === 0 ? [] : [`different:  ${namesOf(drill)}`]),
  ].join('\n');
