import {
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './attributes.ts';

/** Every item of a strongly consistent query over all its pages, or the first `atMost` of them. */
export async function queryPages(
  client: DynamoDBClient,
  query: QueryCommandInput,
  atMost = Number.POSITIVE_INFINITY,
): Promise<Item[]> {
  const items: Item[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(
      new QueryCommand({ ...query, ConsistentRead: true, ...continuing(from, atMost, items) }),
    );
    for (const item of page.Items ?? []) items.push(item);
    from = page.LastEvaluatedKey;
  } while (from !== undefined && items.length < atMost);
  return items.slice(0, atMost);
}

const continuing = (from: Item | undefined, atMost: number, items: readonly Item[]) => ({
  ...(from === undefined ? {} : { ExclusiveStartKey: from }),
  ...(Number.isFinite(atMost) ? { Limit: atMost - items.length } : {}),
});
