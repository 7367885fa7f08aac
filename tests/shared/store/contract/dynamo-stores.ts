import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { contactStore } from '#shared/store/contact-store.ts';
import { customerStore } from '#shared/store/customer-store.ts';
import { daySheet } from '#shared/store/day-sheet.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { ledgerStore } from '#shared/store/ledger-store.ts';
import { dynamoQuarantine } from '#shared/store/quarantine.ts';
import { type TableDefinition, tableDefinitions } from '#shared/store/table-design.ts';
import type { StoreMakers } from './store-contracts.ts';

const RETENTION_MONTHS = 25;

export const localClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

/** Stores over tables of their own, in an engine that `client` answers once it runs. */
export const dynamoStores = (client: () => DynamoDBClient): StoreMakers => ({
  customers: async () => customerStore(client(), await freshTable(client(), 'customers')),
  ledger: async () => ledgerStore(client(), await freshTable(client(), 'ledger'), RETENTION_MONTHS),
  contacts: async () => contactStore(client(), await freshTable(client(), 'contacts')),
  sheet: async () => daySheet(client(), await freshTable(client(), 'insights')),
  quarantine: async () => dynamoQuarantine(client(), await freshTable(client(), 'insights')),
  documents: async () => documentStore(client(), await freshTable(client(), 'insights')),
});

let tables = 0;

/** Creates a table of that design under a name of its own. */
export async function freshTable(
  client: DynamoDBClient,
  table: TableDefinition['table'],
): Promise<string> {
  const definition = tableDefinitions.find((one) => one.table === table);
  if (definition === undefined) throw new RangeError(`no table ${table}`);
  const { partitionKey, sortKey } = definition;
  const keys = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  tables += 1;
  const TableName = `${table}-${process.pid}-${tables}`;
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys.map((AttributeName, index) => ({
        AttributeName,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.02 }, { TableName });
  return TableName;
}
