import { type AttributeValue, ScanCommand } from '@aws-sdk/client-dynamodb';
import { localTableName } from '#local/database.ts';
import type { Customer } from '#shared/domain/customer/state.ts';
import { everyCustomer } from '#shared/pipeline/every-customer.ts';
import { canonicalJson } from '#shared/store/canonical-json.ts';
import { itemBytes } from '#shared/store/item-size.ts';
import type { EmbeddedTables } from './embedded-tables.ts';

/** Bytes of every customer item as it lies in the table, names and values as DynamoDB counts them. */
export async function customerBytes({ client }: EmbeddedTables): Promise<number[]> {
  const sizes: number[] = [];
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: localTableName('customers'),
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) sizes.push(itemBytes(item));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return sizes;
}

/** Every customer of the table. */
export async function allCustomers({ customers }: EmbeddedTables): Promise<Customer[]> {
  const all: Customer[] = [];
  for await (const customer of everyCustomer(customers)) all.push(customer);
  return all;
}

/** Mean bytes a customer of each part of fold and book, its name included, the largest first. */
export function meanPartBytes(customers: readonly Customer[]): [part: string, bytes: number][] {
  const sums = new Map<string, number>();
  for (const customer of customers) {
    for (const section of ['fold', 'book'] as const) {
      for (const [name, value] of Object.entries(customer[section])) {
        if (value === undefined) continue;
        const bytes = Buffer.byteLength(canonicalJson({ [name]: value })) - 1;
        const part = `${section}.${name}`;
        sums.set(part, (sums.get(part) ?? 0) + bytes);
      }
    }
  }
  return [...sums]
    .map(([part, bytes]): [string, number] => [part, bytes / customers.length])
    .sort(([, a], [, b]) => b - a);
}
