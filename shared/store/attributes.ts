import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item, or a part of one, as DynamoDB takes and answers it. */
export type Item = Record<string, AttributeValue>;

/** @throws Error naming the attribute when it is missing or no string. */
export function text(item: Item, name: string): string {
  const found = item[name]?.S;
  if (found === undefined) throw new Error(`expected a string attribute ${name}`);
  return found;
}

/** @throws Error naming the attribute when it is missing or no number. */
export function number(item: Item, name: string): number {
  const found = item[name]?.N;
  if (found === undefined) throw new Error(`expected a number attribute ${name}`);
  return Number(found);
}

/** @throws Error naming the attribute when it is missing or no binary. */
export function bytes(item: Item, name: string): Uint8Array {
  const found = item[name]?.B;
  if (found === undefined) throw new Error(`expected a binary attribute ${name}`);
  return found;
}
