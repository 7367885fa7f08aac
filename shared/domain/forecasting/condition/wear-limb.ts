import type { Asset } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { normalCdf } from '../statistics/normal.ts';
import type { Limb } from '../upkeep/limb.ts';
import { type RemainingLife, remainingLife } from './remaining-life.ts';

/** Standard deviations from the mean to the bounds that hold eight of ten. */
const BOUND = 1.2816;
/** Life that ends within the least of this many days cannot be told apart. */
const LEAST_SPREAD_DAYS = 1;

/** Service due because condition data say that life ends: normal around the days that are left. */
export function wearLimb(asset: Asset, model: Model, today: number): Limb | undefined {
  const life = remainingLife(asset, model, today);
  if (life === undefined || !(life.perDay > 0)) return undefined;
  const days = life.expected / life.perDay;
  const below = Math.max((life.expected - life.low) / life.perDay / BOUND, LEAST_SPREAD_DAYS);
  const above = Math.max((life.high - life.expected) / life.perDay / BOUND, LEAST_SPREAD_DAYS);
  const reached = (ahead: number): number =>
    normalCdf((ahead - days) / (ahead < days ? below : above));
  const now = reached(0);
  return {
    code: 'wear',
    dueBy: (day) => (reached(Math.max(day - today, 0)) - now) / (1 - now),
    text: () => inWords(asset, life),
    value: Math.round(life.expected),
    evidence: life.evidence,
    plainDay: today + Math.round(days),
  };
}

function inWords(
  { unit = 'units' }: Asset,
  { byMeter, expected, low, high }: RemainingLife,
): string {
  const left = `${Math.round(expected)} ${byMeter ? unit : 'days'}`;
  return `its sensors say about ${left} are left (${Math.round(low)} to ${Math.round(high)})`;
}
