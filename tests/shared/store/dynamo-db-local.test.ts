import { describe } from 'vitest';
import { dynamoStores, localClient } from './contract/dynamo-stores.ts';
import { storeContracts } from './contract/store-contracts.ts';

/** Address of a running DynamoDB Local, as `http://127.0.0.1:8000`; without one this is skipped. */
const endpoint = process.env['BEFOREHAND_DYNAMODB_LOCAL_URL'];

describe.skipIf(endpoint === undefined)('DynamoDB Local', () => {
  const client = localClient(endpoint ?? 'http://127.0.0.1:1');
  storeContracts(dynamoStores(() => client));
});
