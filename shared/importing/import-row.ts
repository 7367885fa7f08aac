import * as z from 'zod';

/**
 * One line of an order, read: `[line, customer, atMs, order, product, quantity, amountMinor,
 * currency, category]`. Texts are empty when the file has no such column; quantity and amount are
 * negative on what was returned. Kept as a list because millions of them pass through a disk.
 */
export const importRow = z.tuple([
  z.int(),
  z.string(),
  z.int(),
  z.string(),
  z.string(),
  z.number(),
  z.int(),
  z.string(),
  z.string(),
]);
export type ImportRow = z.infer<typeof importRow>;

/** A row that cannot be used, by its line in the file (the first line is 1). */
export type RowFault = {
  readonly line: number;
  readonly reason: string;
  /** What the row said, personal fields masked, where that is known. */
  readonly redacted?: string;
};

export const LINE = 0;
export const CUSTOMER = 1;
export const AT_MS = 2;
export const ORDER = 3;
export const PRODUCT = 4;
export const QUANTITY = 5;
export const AMOUNT_MINOR = 6;
export const CURRENCY = 7;
export const CATEGORY = 8;

/** Everything a row says but its place in the file: equal rows have equal contents. */
export const contentOf = (row: ImportRow): string => JSON.stringify(row.slice(CUSTOMER));
