/** Upper ends, in days, of the classes of time since a last purchase; the last class is open. */
const UPPER_DAYS = [7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 730];

export const ELAPSED_BINS = UPPER_DAYS.length + 1;

export function elapsedBin(days: number): number {
  const found = UPPER_DAYS.findIndex((upper) => days <= upper);
  return found < 0 ? UPPER_DAYS.length : found;
}

/** A day in the middle of a class, the middle by ratio. */
export function binDays(bin: number): number {
  const upper = UPPER_DAYS[bin] ?? 1_460;
  const lower = bin === 0 ? 1 : (UPPER_DAYS[bin - 1] ?? 730);
  return Math.sqrt(lower * upper);
}
