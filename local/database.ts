import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { localClientConfig, loopbackUrl } from '#local/loopback.ts';
import { type TableDefinition, tableDefinitions } from '#shared/store/table-design.ts';

export type EmbeddedDatabase = { readonly endpoint: string; stop(): Promise<void> };

/**
 * The embedded DynamoDB with the four tables, on disk under `dataDir` or in memory.
 * What it acknowledged survives the death of the process, not a power cut: LevelDB hands every
 * write to the operating system but does not wait for the disk. Expiry of items is not emulated.
 * @throws Error when another process has the same folder open.
 */
export async function startDatabase(
  dataDir: string | 'memory',
  port = 0,
): Promise<EmbeddedDatabase> {
  const path = dataDir === 'memory' ? undefined : join(dataDir, 'dynamodb');
  if (path !== undefined) await mkdir(path, { recursive: true });
  const worker = new Worker(new URL('./database-worker.ts', import.meta.url), {
    workerData: { path, port },
  });
  const endpoint = loopbackUrl(await portOfWorker(worker));
  await createTables(endpoint);
  return { endpoint, stop: () => stopWorker(worker) };
}

/** Tables have the name of their role: one data folder is one shop. */
export const localTableName = (table: TableDefinition['table']): string => table;

async function portOfWorker(worker: Worker): Promise<number> {
  const [message] = await once(worker, 'message');
  return z.object({ port: z.int() }).parse(message).port;
}

async function stopWorker(worker: Worker): Promise<void> {
  worker.postMessage('close');
  await once(worker, 'message');
  await worker.terminate();
}

async function createTables(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({ ...localClientConfig(endpoint), maxAttempts: 1 });
  try {
    for (const definition of tableDefinitions) await createTable(client, definition);
  } finally {
    client.destroy();
  }
}

async function createTable(client: DynamoDBClient, definition: TableDefinition): Promise<void> {
  const { table, partitionKey, sortKey } = definition;
  const keys = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  const command = new CreateTableCommand({
    TableName: localTableName(table),
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: keys.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keys.map((name, index) => ({
      AttributeName: name,
      KeyType: index === 0 ? 'HASH' : 'RANGE',
    })),
  });
  try {
    await client.send(command);
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}
