import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from './attributes.ts';
import { ITEM_BYTES_LIMIT } from './table-design.ts';

/** Bytes of an item of strings, numbers, booleans and binaries as DynamoDB counts them, at most a few off. */
export const itemBytes = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value),
    0,
  );

/** The item itself. @throws Error naming whose it is and its size when DynamoDB would refuse it. */
export function withinLimit(whose: string, item: Item): Item {
  const bytes = itemBytes(item);
  if (bytes <= ITEM_BYTES_LIMIT) return item;
  throw new Error(`${whose} has ${bytes} bytes, but an item holds at most ${ITEM_BYTES_LIMIT}`);
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.B !== undefined) return value.B.byteLength;
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  return 1;
}
