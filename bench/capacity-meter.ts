import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { countCapacity } from '#shared/store/count-capacity.ts';
import type { TableDefinition } from '#shared/store/table-design.ts';

type TableName = TableDefinition['table'];

/** Capacity units and requests of one table. */
export type Used = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly writes: number;
};

export type CapacityMeter = {
  /** What was used since it was asked last, by table. */
  take(): Readonly<Record<TableName, Used>>;
};

const READS: ReadonlySet<string> = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const TABLES = ['customers', 'ledger', 'contacts', 'insights'] as const satisfies TableName[];

/** Counts what every request of this client uses; tables are named after their role. */
export function capacityMeter(client: DynamoDBClient): CapacityMeter {
  let used = nothingUsed();
  countCapacity(client, (operation, table, units) => {
    const name = TABLES.find((one) => one === table);
    if (name === undefined) throw new Error(`expected one of ${TABLES.join(', ')}, got ${table}`);
    used = { ...used, [name]: plusRequest(used[name], operation, units) };
  });
  return {
    take: () => {
      const taken = used;
      used = nothingUsed();
      return taken;
    },
  };
}

const nothing: Used = { writeUnits: 0, readUnits: 0, writes: 0 };
const nothingUsed = (): Record<TableName, Used> => ({
  customers: nothing,
  ledger: nothing,
  contacts: nothing,
  insights: nothing,
});

const plusRequest = (used: Used, operation: string, units: number): Used =>
  READS.has(operation)
    ? { ...used, readUnits: used.readUnits + units }
    : { ...used, writeUnits: used.writeUnits + units, writes: used.writes + 1 };
