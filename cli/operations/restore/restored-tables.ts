import { setTimeout as sleep } from 'node:timers/promises';
import {
  DeleteTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  RestoreTableToPointInTimeCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableNames } from '#cli/operations/environment-names.ts';

const LOOK_MS = 15_000;

/** `drill-customers` and so on. */
export const restoredNames = (prefix: string): TableNames => ({
  customers: `${prefix}-customers`,
  ledger: `${prefix}-ledger`,
  contacts: `${prefix}-contacts`,
  insights: `${prefix}-insights`,
});

/** Restores every table beside the one it was, as of `at`, and waits until all can be used. */
export async function restoreTables(
  client: DynamoDBClient,
  from: TableNames,
  to: TableNames,
  at: Date,
  onWait: (table: string) => void,
): Promise<void> {
  const pairs = pairsOf(from, to);
  for (const [SourceTableName, TargetTableName] of pairs) {
    await client.send(
      new RestoreTableToPointInTimeCommand({
        SourceTableName,
        TargetTableName,
        RestoreDateTime: at,
      }),
    );
  }
  for (const [, TableName] of pairs) {
    for (;;) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      if (Table?.TableStatus === 'ACTIVE') break;
      onWait(TableName);
      await sleep(LOOK_MS);
    }
  }
}

export async function deleteTables(client: DynamoDBClient, tables: TableNames): Promise<void> {
  for (const TableName of Object.values(tables)) {
    await client.send(new DeleteTableCommand({ TableName }));
  }
}

const pairsOf = (from: TableNames, to: TableNames) =>
  [
    [from.customers, to.customers],
    [from.ledger, to.ledger],
    [from.contacts, to.contacts],
    [from.insights, to.insights],
  ] as const;
