/** What share of the rows and columns each tree sees, and which. */
export type Draw = {
  readonly rowShare: number;
  readonly columnShare: number;
  readonly seed: number;
};

/** Fills `order` with the rows of this round's sample and returns how many they are, one at least. */
export function drawRows(order: Int32Array, { rowShare, seed }: Draw, round: number): number {
  let sampled = 0;
  for (let row = 0; row < order.length; row += 1) {
    if (rowShare < 1 && hashShare(seed, round, row) >= rowShare) continue;
    order[sampled] = row;
    sampled += 1;
  }
  if (sampled > 0) return sampled;
  order[0] = round % order.length;
  return 1;
}

/** The columns of this round, ascending, one at least. */
export function drawColumns(
  columns: number,
  { columnShare, seed }: Draw,
  round: number,
): Int32Array {
  const all = Int32Array.from({ length: columns }, (_, column) => column);
  if (columnShare >= 1) return all;
  const drawn = Math.max(1, Math.round(columns * columnShare));
  const share = (column: number) => hashShare(~seed, round, column);
  return all
    .sort((a, b) => share(a) - share(b) || a - b)
    .slice(0, drawn)
    .sort();
}

/** A number from 0 to just under 1 for three whole numbers (mixed as in MurmurHash3's finaliser). */
export function hashShare(seed: number, round: number, item: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(round + 1, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) ^ Math.imul(item + 1, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
