import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { itemBytes } from './item-size.ts';

/** Told of every request: its operation (`PutItem`), table and the capacity units it consumed. */
export type OnCapacity = (operation: string, table: string, units: number) => void;

const consumed = z.looseObject({ TableName: z.string(), CapacityUnits: z.number() });
const answered = z.looseObject({
  ConsumedCapacity: z.union([consumed, z.array(consumed)]).optional(),
});

const WRITE_UNIT_BYTES = 1_024;

/**
 * Counts what every request of this client consumes. DynamoDB answers the exact units, except for
 * a write whose condition did not hold: that one is billed by the size of the item, here the item
 * that would have been written (one unit for an update).
 */
export function countCapacity(client: DynamoDBClient, onCapacity: OnCapacity): void {
  client.middlewareStack.add(
    (next, context) => async (request) => {
      const operation = String(context.commandName).replace(/Command$/, '');
      const input = { ...request.input, ReturnConsumedCapacity: 'TOTAL' as const };
      try {
        const result = await next({ ...request, input });
        const { ConsumedCapacity = [] } = answered.parse(result.output);
        for (const { TableName, CapacityUnits } of [ConsumedCapacity].flat()) {
          onCapacity(operation, TableName, CapacityUnits);
        }
        return result;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException && 'TableName' in input) {
          const item = 'Item' in input ? (input.Item ?? {}) : {};
          const units = Math.max(Math.ceil(itemBytes(item) / WRITE_UNIT_BYTES), 1);
          onCapacity(operation, String(input.TableName), units);
        }
        throw error;
      }
    },
    { step: 'initialize', name: 'countCapacity' },
  );
}
