import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { attachOrStart } from '#local/attach.ts';
import { localTableName } from '#local/database.ts';
import { localClientConfig } from '#local/loopback.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import { calendarOf, dayOfIso } from '#shared/domain/time/calendar.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import { latestPass } from '#shared/pipeline/summaries.ts';
import { isErased } from '#shared/pipeline/tombstones.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { ContactStore, DocumentStore, Quarantine } from '#shared/store/ports.ts';
import { CliError, EXIT, wrongUse } from './cli-error.ts';
import { openStores } from './open-stores.ts';
import { readShop } from './shop-file.ts';
import { terminal } from './terminal.ts';

/** A data folder that a command works on. */
export type OpenData = PipelineDeps & {
  readonly documents: DocumentStore;
  readonly contacts: ContactStore;
  readonly quarantine: Quarantine;
  close(): Promise<void>;
};

/** Requests in flight at once, those of learning and of a dawn pass included. */
const SOCKETS = 32;

export const hasData = (dataDir: string): boolean => existsSync(join(dataDir, 'dynamodb'));

/** Opens existing data. @throws CliError when the folder has none or cannot be opened. */
export async function openData(dataDir: string): Promise<OpenData> {
  const shop = hasData(dataDir) ? await readShop(dataDir) : undefined;
  if (shop === undefined) {
    throw wrongUse(
      `there is no data in ${dataDir}`,
      'Import a file with "beforehand import FILE", or name the folder with --data DIR.',
    );
  }
  return openDataOf(dataDir, shop);
}

/** Opens the folder for a shop whose settings are known, and makes what is not there. */
export async function openDataOf(dataDir: string, shop: ShopSettings): Promise<OpenData> {
  const onWait = (holder: number): void =>
    terminal.say(`waiting for process ${holder}, which is opening or closing ${dataDir}`);
  const database = await attachOrStart(dataDir, { onWait }).catch((cause: unknown) => {
    throw new CliError(
      `the data in ${dataDir} cannot be opened: ${cause instanceof Error ? cause.message : cause}`,
      'Check that no other command is writing there and that the folder is yours.',
      EXIT.couldNotRun,
      { cause },
    );
  });
  const client = clientOf(database.endpoint);
  const stores = openStores(client, localTableName, shop.retentionMonths);
  const clock: Clock = { nowMs: () => Date.now() };
  return {
    ...stores,
    bus: silentBus(dataDir),
    clock,
    shop,
    calendar: calendarOf(shop.timeZone),
    isErased: (customerId) => isErased(stores.documents, customerId),
    model: lazily(async () =>
      (await import('#shared/pipeline/model-store.ts')).loadModel(stores.documents),
    ),
    close: async () => {
      client.destroy();
      await database.stop();
    },
  };
}

/** The last day the data reaches: of the newest dawn pass, else of the import, else today. */
export async function asOfDay(data: OpenData): Promise<number> {
  const pass = await latestPass(data.documents);
  if (pass !== undefined) return dayOfIso(pass.asOf);
  const { readAsOf } = await import('#functions/import/as-of.ts');
  const imported = await readAsOf(data.documents);
  return imported === undefined ? data.calendar.dayOf(data.clock.nowMs()) : dayOfIso(imported);
}

function clientOf(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    ...localClientConfig(endpoint),
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: SOCKETS } },
  });
}

/** Commands say nothing to anybody; what an interrupted instance still owes must wait for it. */
const silentBus = (dataDir: string): Bus => {
  const refuse = () =>
    Promise.reject(
      new CliError(
        'an announcement of an earlier run is still owed',
        `Run "beforehand start --data ${dataDir}" until it is idle, then try again.`,
        EXIT.couldNotRun,
      ),
    );
  return { publish: refuse, signal: refuse };
};

function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
