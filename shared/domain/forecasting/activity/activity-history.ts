/** What a buy-till-you-die model needs to know of one customer; one unit of time throughout. */
export type ActivityHistory = {
  /** Repeat purchases: days bought on beside the first. */
  readonly repeats: number;
  /** From the first purchase to the last. */
  readonly lastAt: number;
  /** From the first purchase to now; never before `lastAt`. */
  readonly observed: number;
};

/** @throws RangeError when the history cannot be one. */
export function checkHistory({ repeats, lastAt, observed }: ActivityHistory): void {
  if (!(repeats >= 0)) throw new RangeError(`repeats must be 0 or more, got ${repeats}`);
  if (!(lastAt >= 0)) throw new RangeError(`lastAt must be 0 or more, got ${lastAt}`);
  if (!(observed >= lastAt)) {
    throw new RangeError(`observed must not be before lastAt ${lastAt}, got ${observed}`);
  }
}
