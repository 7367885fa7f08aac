import { dayOfIso, isoDate } from '#shared/domain/time/calendar.ts';
import type { FileOptions } from '../options.ts';

/** What is asked of a file of orders, all in days. */
export type FileQuestion = {
  /** Last day that is learned from. */
  readonly cut: number;
  readonly snapshots: readonly number[];
  readonly horizons: readonly number[];
  readonly windowDays: number;
  readonly minPurchases: number;
};

type Given = Pick<FileOptions, 'cut' | 'snapshots' | 'horizons' | 'window' | 'minPurchases'>;

const LONGEST_DAYS = 3_650;

/**
 * Reads the options of a question; `covered` are the first and the last day of the data.
 * @throws RangeError naming the option, its value and what would be right.
 */
export function askOf(
  given: Given,
  covered: readonly [first: number, last: number],
  usual: readonly number[],
): FileQuestion {
  const snapshots = given.snapshots?.split(',').map((text) => dayOf('--snapshots', text)) ?? [];
  const range = `${isoDate(covered[0])} to ${isoDate(covered[1])}`;
  const cut = given.cut === undefined ? snapshots[0] : dayOf('--cut', given.cut);
  if (cut === undefined) {
    throw new RangeError(
      `--cut is missing: name the last day to learn from; the data are of ${range}`,
    );
  }
  for (const day of [cut, ...snapshots]) {
    if (day < covered[0] || day >= covered[1]) {
      throw new RangeError(`${isoDate(day)} must lie within the data, which are of ${range}`);
    }
  }
  const before = snapshots.find((day) => day < cut);
  if (before !== undefined) {
    throw new RangeError(
      `snapshot ${isoDate(before)} must not lie before the cut ${isoDate(cut)}: what is learned from may not be scored`,
    );
  }
  return {
    cut,
    snapshots: snapshots.length === 0 ? [cut] : snapshots,
    horizons: given.horizons?.split(',').map(horizonDays) ?? usual,
    windowDays: given.window === undefined ? 60 : wholeDays('--window', given.window),
    minPurchases:
      given.minPurchases === undefined ? 3 : wholeDays('--min-purchases', given.minPurchases),
  };
}

function dayOf(option: string, text: string): number {
  const trimmed = text.trim();
  const day = /^\d{4}-\d{2}-\d{2}$/.test(trimmed) ? dayOfIso(trimmed) : Number.NaN;
  if (Number.isNaN(day) || isoDate(day) !== trimmed) {
    throw new RangeError(`${option} must be a date such as 2011-08-31, got "${text}"`);
  }
  return day;
}

/** `30` or `30d` are days, `39w` weeks. */
function horizonDays(text: string): number {
  const found = /^(\d{1,4})([dw]?)$/.exec(text.trim());
  const days = Number(found?.[1]) * (found?.[2] === 'w' ? 7 : 1);
  if (!(days >= 1 && days <= LONGEST_DAYS)) {
    throw new RangeError(
      `--horizons must be days or weeks such as 7,14,30 or 39w, of ${LONGEST_DAYS} days at most; got "${text}"`,
    );
  }
  return days;
}

function wholeDays(option: string, text: string): number {
  const days = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0;
  if (!(days >= 1))
    throw new RangeError(`${option} must be a whole number from 1 on, got "${text}"`);
  return days;
}
