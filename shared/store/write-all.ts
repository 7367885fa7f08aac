import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { type Pause, untilAccepted } from '#shared/runtime/until-accepted.ts';

type Item = Record<string, AttributeValue>;

/** The most that one BatchWriteItem takes. */
const BATCH = 25;
/** Batches under way at once. */
const PARALLEL = 4;

/**
 * Puts every item, whatever is there; no two of them may have the same key.
 * @throws Error saying how many the table did not take after several attempts.
 */
export async function writeAll(
  client: DynamoDBClient,
  table: string,
  items: readonly Item[],
  pause?: Pause,
): Promise<void> {
  const batches: Item[][] = [];
  for (let from = 0; from < items.length; from += BATCH) {
    batches.push(items.slice(from, from + BATCH));
  }
  const worker = async (): Promise<void> => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      await writeBatch(client, table, batch, pause);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, worker));
}

async function writeBatch(
  client: DynamoDBClient,
  table: string,
  batch: readonly Item[],
  pause: Pause | undefined,
): Promise<void> {
  const attempt = async (items: readonly Item[]): Promise<Item[]> => {
    const requests = items.map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems } = await client.send(
      new BatchWriteItemCommand({ RequestItems: { [table]: requests } }),
    );
    const refused = UnprocessedItems?.[table] ?? [];
    return refused.flatMap(({ PutRequest }) => (PutRequest?.Item ? [PutRequest.Item] : []));
  };
  const refused = await untilAccepted(batch, attempt, pause);
  if (refused.length > 0) {
    throw new Error(`table ${table} did not take ${refused.length} of ${batch.length} items`);
  }
}
