import type { Model } from '#shared/domain/forecasting/model.ts';
import { learnActivityLayerFrom } from '#shared/domain/forecasting/training/learn-activity-layer.ts';
import { foldsOf } from '../data/cross-validation.ts';
import { closedFormsAsOf } from '../data/learn-as-of.ts';
import type { Shop } from '../data/shop.ts';
import { OURS } from '../foreseen.ts';
import { type Answered, foreseeCustomers, joined } from '../kinds/customers.ts';
import { figureOf, type Piece } from '../piece.ts';
import type { ProtocolContext } from '../protocol.ts';
import { atLeast, atMost } from '../targets.ts';
import { foldedPiece, type Question } from './probability-pieces.ts';

const FOLDS = 5;

export type InFolds = Required<Pick<Question, 'reference' | 'rows' | 'positives' | 'plain'>> & {
  readonly from: number;
  readonly horizonDays: number;
  /** How customers are dealt into folds: figures are means over them. */
  readonly seeds: readonly number[];
  readonly reach: { readonly auc: number; readonly brier: number };
};

/**
 * Closed forms of everybody until the day `from`; the layer over them learned from what four fifths
 * of the customers did in the time after and tried on the other fifth, as the stack beside it was.
 */
export function buyingInFolds(shop: Shop, asked: InFolds, context: ProtocolContext): Piece[] {
  const { horizonDays, reach } = asked;
  const seeds = context.quick ? asked.seeds.slice(0, 1) : asked.seeds;
  const { model } = closedFormsAsOf(shop, asked.from);
  const title = `buys in ${horizonDays / 7} weeks, 5-fold over ${asked.rows.toLocaleString('en')} customers`;
  const question: Question = {
    ...asked,
    title,
    targets: (part) => [
      atLeast(`${title}, AUC`, figureOf(part, OURS, 'auc'), { reach: reach.auc }),
      atMost(`${title}, Brier`, figureOf(part, OURS, 'brier'), { reach: reach.brier }),
    ],
  };
  const answers = seeds.map((seed, at) => {
    context.say(`folds dealt by seed ${at + 1} of ${seeds.length}`);
    return foreseenInFolds(shop, model, asked, seed);
  });
  return [foldedPiece(answers, question, context)];
}

function foreseenInFolds(
  shop: Shop,
  model: Model,
  { from, horizonDays }: InFolds,
  seed: number,
): Answered {
  const learnFold = learnActivityLayerFrom([{ day: from, horizonDays, weight: 1 }]);
  const answers = foldsOf(shop.histories, FOLDS, seed).map(({ train, test }) => {
    const learning = learnFold({ model, today: from + horizonDays, calendar: shop.calendar });
    for (const { facts } of train) learning.add(facts);
    const layered = { ...model, ...learning.finish() };
    const questions = { days: [from], horizons: [horizonDays] };
    return foreseeCustomers({ ...shop, histories: test }, layered, questions);
  });
  return joined(answers);
}
