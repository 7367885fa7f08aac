import type { Asset } from '#shared/domain/customer/state.ts';
import { lastServiceDay } from '../upkeep/last-service.ts';

/** Names of the inputs that a model of wear takes: what was used so far, then three of each sensor. */
export const wearInputNames = (sensors: readonly string[]): string[] => [
  'used',
  ...sensors.flatMap((name) => [`${name}/fast`, `${name}/slow`, `${name}/change`]),
];

/**
 * The inputs in their order, as of the newest report: use since the last service (on the meter, or
 * in days), and of each sensor the fast mean, the slow mean and their difference. A sensor that has
 * not reported is NaN. Undefined before the first report, and without a meter where one is wanted.
 */
export function wearInputs(
  asset: Asset,
  sensors: readonly string[],
  byMeter: boolean,
): Float64Array | undefined {
  const { condition } = asset;
  const used = byMeter ? usedOnMeter(asset) : usedDays(asset);
  if (condition === undefined || used === undefined) return undefined;
  const inputs = new Float64Array(1 + 3 * sensors.length).fill(Number.NaN);
  inputs[0] = used;
  for (let at = 0; at < sensors.length; at += 1) {
    const known = condition.sensors[sensors[at] ?? ''];
    const [, fast = Number.NaN, slow = Number.NaN] = known ?? [];
    inputs[1 + 3 * at] = fast;
    inputs[2 + 3 * at] = slow;
    inputs[3 + 3 * at] = fast - slow;
  }
  return inputs;
}

/** Days from the last service to the newest report. */
const usedDays = (asset: Asset): number | undefined =>
  asset.condition && Math.max(asset.condition.day - lastServiceDay(asset), 0);

/** Use on the meter from the last service to the newest report that showed it. */
function usedOnMeter({ condition, components }: Asset): number | undefined {
  if (condition?.meter === undefined) return undefined;
  let last = 0;
  for (const { lastMeter = 0 } of Object.values(components)) last = Math.max(last, lastMeter);
  return Math.max(condition.meter - last, 0);
}
