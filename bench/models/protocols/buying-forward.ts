import { followDaily, learnAsOf } from '../data/learn-as-of.ts';
import type { Shop } from '../data/shop.ts';
import { foreseeCustomers } from '../kinds/customers.ts';
import type { Piece } from '../piece.ts';
import type { ProtocolContext } from '../protocol.ts';
import { amountPieces } from './amount-pieces.ts';
import { NO_PULSE, probabilityPieces, type Question } from './probability-pieces.ts';

const LONG_DAYS = 39 * 7;
const SHORT_DAYS = 13 * 7;

export type InTime = {
  readonly protocol: string;
  /** The day until which everything is learned, and from which is asked. */
  readonly from: number;
  readonly customers: number;
  readonly short: Required<Pick<Question, 'title' | 'reference' | 'plain'>>;
  /** Root mean squared error of the number of purchases that has to be reached. */
  readonly rmse?: number;
};

/**
 * Who buys in 39 and in 13 weeks, how often and for how much, learned on what was known on the day and
 * nothing else, the pulse as well; the 13 weeks also without it.
 */
export function buyingForward(shop: Shop, asked: InTime, context: ProtocolContext): Piece[] {
  const { protocol, from, customers, short } = asked;
  const { model: constants, seconds } = learnAsOf(shop, from);
  context.say(`learned in ${seconds.toFixed(1)} s`);
  const model = followDaily(shop, constants)(from);
  const long: Question = {
    title: `buys in 39 weeks, strictly forward, ${customers.toLocaleString('en')} customers`,
    reference: [protocol, '39 weeks'],
  };
  const answers = { days: [from], horizons: [LONG_DAYS, SHORT_DAYS] };
  const followed = foreseeCustomers(shop, model, answers);
  const learnedOnce = foreseeCustomers(shop, constants, { ...answers, horizons: [SHORT_DAYS] });
  const without = { title: `${short.title}, no pulse`, apart: NO_PULSE };
  return [
    ...probabilityPieces(followed, [long, short], context),
    ...probabilityPieces(learnedOnce, [without], context),
    ...amountPieces(shop, model, { day: from, horizonDays: LONG_DAYS }, asked),
  ];
}
