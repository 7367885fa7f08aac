/**
 * The value below which `share` of the values lie, linear between neighbours (type 7 of Hyndman and
 * Fan, "Sample quantiles in statistical packages", 1996).
 * @throws RangeError when there are no values or the share is not from 0 to 1.
 */
export function quantile(values: readonly number[], share: number): number {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`expected a share from 0 to 1: ${share}`);
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)];
  const high = sorted[Math.ceil(place)];
  if (low === undefined || high === undefined) throw new RangeError('there are no values');
  return low + (high - low) * (place - Math.floor(place));
}
