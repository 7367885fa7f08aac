import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { TableName } from '#infra/function-spec.ts';
import { contactStore } from '#shared/store/contact-store.ts';
import { customerStore } from '#shared/store/customer-store.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { ledgerStore } from '#shared/store/ledger-store.ts';
import { dynamoQuarantine } from '#shared/store/quarantine.ts';

/** The stores over the four tables. @param nameOf what each is called there */
export const openStores = (
  client: DynamoDBClient,
  nameOf: (table: TableName) => string,
  retentionMonths: number,
) => ({
  customers: customerStore(client, nameOf('customers')),
  ledger: ledgerStore(client, nameOf('ledger'), retentionMonths),
  contacts: contactStore(client, nameOf('contacts')),
  documents: documentStore(client, nameOf('insights')),
  quarantine: dynamoQuarantine(client, nameOf('insights')),
});
