import type { Asset } from '#shared/domain/customer/state.ts';

/** Days between two services of an asset, of whatever parts; the later one at least in part planned? */
export type ServiceGap = { readonly days: number; readonly isPlanned: boolean };

/** Rhythms change, and records were kept badly once: older gaps are left out. */
const GAPS_READ = 6;

/**
 * Days between the newest services of an asset in their order, several parts on one day being one.
 * Where older services of a part are forgotten, those of the other parts count from there on only.
 */
export function serviceGaps({ components }: Pick<Asset, 'components'>): ServiceGap[] {
  const planned = new Map<number, boolean>();
  let complete = Number.NEGATIVE_INFINITY;
  for (const { last, spells, older } of Object.values(components)) {
    let day = last;
    for (const signed of spells.toReversed()) {
      planned.set(day, signed > 0 || (planned.get(day) ?? false));
      day -= Math.abs(signed);
    }
    planned.set(day, planned.get(day) ?? false);
    if (older !== undefined) complete = Math.max(complete, day);
  }
  const days = [...planned.keys()].filter((day) => day >= complete).sort((a, b) => a - b);
  const newest = days.slice(-GAPS_READ - 1);
  return newest.slice(1).map((day, at) => ({
    days: day - (newest[at] ?? day),
    isPlanned: planned.get(day) ?? false,
  }));
}
