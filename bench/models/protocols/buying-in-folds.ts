import { learnActivityLayerFrom } from '#shared/domain/forecasting/training/learn-activity-layer.ts';
import { foldsOf } from '../data/cross-validation.ts';
import { closedFormsAsOf } from '../data/learn-as-of.ts';
import type { Shop } from '../data/shop.ts';
import { OURS } from '../foreseen.ts';
import { type Answered, foreseeCustomers, joined } from '../kinds/customers.ts';
import { figureOf, type Piece } from '../piece.ts';
import type { ProtocolContext } from '../protocol.ts';
import { atLeast, atMost } from '../targets.ts';
import { probabilityPieces, type Question } from './probability-pieces.ts';

const FOLDS = 5;

/** Why a calibration error forward in time stands beside figures of cross-validation unjudged. */
export const FORWARD = 'others saw outcomes of these months';

export type InFolds = Required<Pick<Question, 'reference' | 'rows' | 'positives' | 'plain'>> & {
  readonly from: number;
  readonly horizonDays: number;
  readonly reach: { readonly auc: number; readonly brier: number };
};

/**
 * Closed forms of everybody until the day `from`; the layer over them learned from what four fifths
 * of the customers did in the time after and tried on the other fifth, as the stack beside it was.
 */
export function buyingInFolds(shop: Shop, asked: InFolds, context: ProtocolContext): Piece[] {
  const { from, horizonDays, reach } = asked;
  const { model } = closedFormsAsOf(shop, from);
  const learnFold = learnActivityLayerFrom([{ day: from, horizonDays, weight: 1 }]);
  const answers = foldsOf(shop.histories, FOLDS, 0).map(({ train, test }, fold) => {
    context.say(`fold ${fold + 1} of ${FOLDS}`);
    const today = from + horizonDays;
    const learning = learnFold({ model, today, calendar: shop.calendar });
    for (const { facts } of train) learning.add(facts);
    const layered = { ...model, ...learning.finish() };
    const questions = { days: [from], horizons: [horizonDays] };
    return foreseeCustomers({ ...shop, histories: test }, layered, questions);
  });
  const title = `buys in ${horizonDays / 7} weeks, 5-fold over ${asked.rows.toLocaleString('en')} customers`;
  const question: Question = {
    ...asked,
    title,
    targets: (part) => [
      atLeast(`${title}, AUC`, figureOf(part, OURS, 'auc'), { reach: reach.auc }),
      atMost(`${title}, Brier`, figureOf(part, OURS, 'brier'), { reach: reach.brier }),
    ],
  };
  return probabilityPieces(asNumbers(joined(answers)), [question], context);
}

/** The level was learned from these very months, so nobody has to doubt it as one does beforehand. */
const asNumbers = ({ foreseen, ...answered }: Answered): Answered => ({
  ...answered,
  foreseen: foreseen.map((rows) => ({ ...rows, toldIn: rows.toldIn.map(() => 'percent') })),
});
