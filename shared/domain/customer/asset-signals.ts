import type { Asset } from './state.ts';

/** Codes and sensors an asset's state remembers; the codes not heard of for longest go first. */
export const FAULT_CODES_KEPT = 12;
export const SENSORS_KEPT = 32;
/** Days over which the three counts of a fault code fade to 1/e. */
const FAULT_DECAY_DAYS = [3, 10, 30] as const;
/** Weights of the newest report in the two means of a sensor. */
const SENSOR_WEIGHTS = { fast: 0.1, slow: 0.02 } as const;

/** Counts one fault of a code. Counts are as of the last day on which the code was heard. */
export function countFault(asset: Asset, code: string, day: number): void {
  const faults = asset.faults ?? {};
  asset.faults = faults;
  const known = faults[code];
  const [last = day, onLast = 0, ...counts] = known ?? [];
  const faded = FAULT_DECAY_DAYS.map((decay, at) =>
    rounded((counts[at] ?? 0) * Math.exp((last - day) / decay) + 1, 4),
  );
  faults[code] = [day, last === day ? onLast + 1 : 1, ...faded];
  const codes = Object.keys(faults);
  if (codes.length <= FAULT_CODES_KEPT) return;
  const lastHeard = (of: string): number => faults[of]?.[0] ?? 0;
  codes.sort((a, b) => lastHeard(a) - lastHeard(b) || (a < b ? -1 : 1));
  for (const stale of codes.slice(0, codes.length - FAULT_CODES_KEPT)) delete faults[stale];
}

/** Means of each sensor after one report. Sensors beyond those kept are not taken in. */
export function takeReport(
  asset: Asset,
  values: Readonly<Record<string, number>>,
  day: number,
  meter: number | undefined,
): void {
  const sensors = asset.condition?.sensors ?? {};
  for (const name of Object.keys(values).sort()) {
    const value = values[name];
    const known = sensors[name];
    if (value === undefined) continue;
    if (known === undefined && Object.keys(sensors).length >= SENSORS_KEPT) continue;
    sensors[name] = withValue(known, value);
  }
  asset.condition = {
    ...asset.condition,
    day,
    ...(meter === undefined ? {} : { meter }),
    sensors,
  };
}

/** A plain mean until the reports are as many as the weight stands for, then exponentially weighted. */
function withValue(known: readonly number[] | undefined, value: number): number[] {
  const [reports = 0, fast = value, slow = value] = known ?? [];
  const share = 1 / (reports + 1);
  return [
    reports + 1,
    rounded(fast + Math.max(SENSOR_WEIGHTS.fast, share) * (value - fast), 8),
    rounded(slow + Math.max(SENSOR_WEIGHTS.slow, share) * (value - slow), 8),
  ];
}

/** To so many significant digits, so that the stored text stays short. */
const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));
