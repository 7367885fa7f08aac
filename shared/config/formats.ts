/*
 * The numbers of the forms in which things are kept and sent. Two versions of the product work on
 * the same things while a release goes on and after it is taken back, so a new form comes in two
 * releases: the first reads it (`readable` is one more), the next writes it (`written` follows).
 * docs/releases.md says what counts as a new form.
 */

/** The form this version writes of one kind of thing, and the newest that it reads. */
export type Format = { readonly written: number; readonly readable: number };

export type Formats = {
  /** What a customer's state says: attribute `schema` of the item. */
  readonly customer: Format;
  /** How that state is packed: attribute `packing`, the number of its dictionary. */
  readonly packing: Format;
  /** An entry of the ledger: 0 is text, from 1 on the first byte names the dictionary. */
  readonly entry: Format;
  /** A document: attribute `documentFormat`, left out for 1. */
  readonly document: Format;
  /** A message of our own in a queue: field `format`, left out for 1. */
  readonly message: Format;
};

export const FORMATS: Formats = {
  customer: { written: 1, readable: 1 },
  packing: { written: 2, readable: 2 },
  entry: { written: 1, readable: 1 },
  document: { written: 1, readable: 1 },
  message: { written: 1, readable: 1 },
};

/** @throws RangeError when only a newer version reads this, so that nobody guesses or overwrites. */
export function refuseNewer(what: string, found: number, { readable }: Format): void {
  if (found <= readable) return;
  throw new RangeError(
    `its ${what} is ${found}, written by a newer version; this one reads up to ${readable}`,
  );
}
