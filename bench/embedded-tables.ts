import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { openStores } from '#cli/open-stores.ts';
import { localTableName, startDatabase } from '#local/database.ts';
import { localClientConfig } from '#local/loopback.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import type { PipelineDeps } from '#shared/pipeline/deps.ts';
import { isErased } from '#shared/pipeline/tombstones.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { ContactStore, DocumentStore, Quarantine } from '#shared/store/ports.ts';
import { type CapacityMeter, capacityMeter } from './capacity-meter.ts';

/** Requests in flight at once. */
const SOCKETS = 32;

/** The four tables in the embedded DynamoDB, reached through real SDK clients, every unit counted. */
export type EmbeddedTables = PipelineDeps & {
  readonly client: DynamoDBClient;
  readonly documents: DocumentStore;
  readonly contacts: ContactStore;
  readonly quarantine: Quarantine;
  readonly capacity: CapacityMeter;
  readonly onFailure: (customerId: string, error: unknown) => never;
  close(): Promise<void>;
};

type Options = {
  /** Folder that keeps the tables, or `memory`. */
  readonly dataDir: string | 'memory';
  readonly shop: ShopSettings;
  readonly clock: Clock;
  readonly bus: Bus;
};

/** The model is the one that ships, and costs no read. A failure of one customer fails the measure. */
export async function openTables({ dataDir, shop, clock, bus }: Options): Promise<EmbeddedTables> {
  const database = await startDatabase(dataDir);
  const client = new DynamoDBClient({
    ...localClientConfig(database.endpoint),
    requestHandler: { httpAgent: { keepAlive: true, maxSockets: SOCKETS } },
  });
  const model = Promise.resolve(defaultModel());
  const stores = openStores(client, localTableName, shop.retentionMonths);
  return {
    client,
    ...stores,
    capacity: capacityMeter(client),
    bus,
    clock,
    shop,
    calendar: calendarOf(shop.timeZone),
    isErased: (customerId) => isErased(stores.documents, customerId),
    model: () => model,
    onFailure: (customerId, cause) => {
      throw new Error(`customer ${customerId} could not be tracked`, { cause });
    },
    close: async () => {
      client.destroy();
      await database.stop();
    },
  };
}
