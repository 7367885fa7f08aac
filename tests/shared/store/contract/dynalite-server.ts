import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { afterAll, beforeAll } from 'vitest';
import { localClient } from './dynamo-stores.ts';

/** An engine in this process for all tests of a file; ask for its client inside of them. */
export function withDynalite(): () => DynamoDBClient {
  const server = dynalite({ createTableMs: 0 });
  let client: DynamoDBClient | undefined;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the engine has no port');
    client = localClient(`http://127.0.0.1:${address.port}`);
  });
  afterAll(async () => {
    client?.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return () => {
    if (client === undefined) throw new Error('the engine has not started yet');
    return client;
  };
}
