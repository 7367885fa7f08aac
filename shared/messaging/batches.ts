/**
 * Items in order, in batches of so many items and bytes at most.
 * @throws RangeError when a single item is larger than a batch may be.
 */
export function inBatches<Item>(
  items: readonly Item[],
  bytesOf: (item: Item) => number,
  limits: { readonly items: number; readonly bytes: number },
): Item[][] {
  const batches: Item[][] = [];
  let batch: Item[] = [];
  let batchBytes = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    if (bytes > limits.bytes) {
      throw new RangeError(`an item of ${bytes} bytes exceeds the limit of ${limits.bytes}`);
    }
    if (batch.length === limits.items || batchBytes + bytes > limits.bytes) {
      batches.push(batch);
      batch = [];
      batchBytes = 0;
    }
    batch.push(item);
    batchBytes += bytes;
  }
  return batch.length === 0 ? batches : [...batches, batch];
}
