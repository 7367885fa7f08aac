import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { type ActivityLayer, layerLogOdds } from '../activity/activity-layer.ts';
import type { PurchaseInputs } from '../activity/purchase-inputs.ts';
import { daysAgo } from '../days-in-words.ts';
import { contributions } from '../statistics/linear-layer.ts';

type Silence = {
  readonly layer: ActivityLayer;
  readonly inputs: PurchaseInputs;
  readonly meanOrderMinor: number;
};

/** Code of the reason that says what the customer's spending adds. */
export const SPENDING = 'spending';

const OF_MONEY = new Set(['spentTenths', 'spent', 'firstSpent']);
/** Log-odds below which what was spent is not worth a word. */
const WORTH_SAYING = 0.15;

/**
 * What the customer's own rhythm and spending say of leaving, in words. The contributions are log-odds
 * and add up to those of the layer: what sets this customer apart from a typical one in spending,
 * and in everything else the customer's days, the typical value included.
 */
export function silenceReasons(
  { spentMinor, refundedMinor, orders }: Fold,
  visits: NonNullable<Fold['visits']>,
  today: number,
  { layer, inputs, meanOrderMinor }: Silence,
): Reason[] {
  const money = contributions(layer, inputs)
    .filter(({ input }) => OF_MONEY.has(input))
    .reduce((sum, { value }) => sum - value, 0);
  const isSaid = Math.abs(money) >= WORTH_SAYING;
  const ofDays = -layerLogOdds(layer, inputs) - (isSaid ? money : 0);
  const silence = { ...silenceReason(visits, today), contribution: rounded(ofDays) };
  if (!isSaid) return [silence];
  const usualOrders = Math.max(spentMinor - refundedMinor, 0) / meanOrderMinor;
  const text = `${orders === 1 ? '1 order' : `${orders} orders`} worth as much as ${tenths(usualOrders)} usual ones`;
  return [
    silence,
    { code: SPENDING, text, value: tenths(usualOrders), contribution: rounded(money) },
  ];
}

function silenceReason({ n, s1, last }: NonNullable<Fold['visits']>, today: number): Reason {
  const value = Math.max(today - last, 0);
  if (n === 1) return { code: 'silence', text: `came once, ${daysAgo(value)}`, value };
  const usual = Math.round(Math.exp(s1 / (n - 1)));
  const every = usual <= 1 ? 'day' : `${usual} days`;
  const text = `usually comes every ${every}, last came ${daysAgo(value)}`;
  return { code: 'silence', text, value };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;
