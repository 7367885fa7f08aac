import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { inParallel } from '#shared/runtime/in-parallel.ts';
import { type Pause, untilAccepted } from '#shared/runtime/until-accepted.ts';
import type { Item } from './attributes.ts';

/** The most that one BatchWriteItem takes. */
const BATCH = 25;
/** Batches under way at once. */
const PARALLEL = 4;

/**
 * Puts every item, whatever is there; no two of them may have the same key.
 * @throws Error saying how many the table did not take after several attempts.
 */
export const writeAll = (
  client: DynamoDBClient,
  table: string,
  items: readonly Item[],
  pause?: Pause,
): Promise<void> =>
  requestAll(
    client,
    table,
    items.map((Item) => ({ PutRequest: { Item } })),
    pause,
  );

/** Deletes the items of the keys, those that are not there included. @throws Error as `writeAll`. */
export const deleteAll = (
  client: DynamoDBClient,
  table: string,
  keys: readonly Item[],
): Promise<void> =>
  requestAll(
    client,
    table,
    keys.map((Key) => ({ DeleteRequest: { Key } })),
  );

async function requestAll(
  client: DynamoDBClient,
  table: string,
  requests: readonly WriteRequest[],
  pause?: Pause,
): Promise<void> {
  const batches: WriteRequest[][] = [];
  for (let from = 0; from < requests.length; from += BATCH) {
    batches.push(requests.slice(from, from + BATCH));
  }
  await inParallel(batches, PARALLEL, (batch) => writeBatch(client, table, batch, pause));
}

async function writeBatch(
  client: DynamoDBClient,
  table: string,
  batch: readonly WriteRequest[],
  pause: Pause | undefined,
): Promise<void> {
  const attempt = async (requests: readonly WriteRequest[]): Promise<WriteRequest[]> => {
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: [...requests] } }),
    );
    return UnprocessedItems?.[table] ?? [];
  };
  const refused = await untilAccepted(batch, attempt, pause);
  if (refused.length > 0) {
    throw new Error(`table ${table} did not take ${refused.length} of ${batch.length} items`);
  }
}
