import { learnActivityLayerFrom } from '#shared/domain/forecasting/training/learn-activity-layer.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { foldsOf } from '../data/cross-validation.ts';
import { closedFormsAsOf, learnAsOf } from '../data/learn-as-of.ts';
import { readOrders } from '../data/read-orders.ts';
import type { Shop } from '../data/shop.ts';
import { OURS } from '../foreseen.ts';
import { foreseeCustomers, joined } from '../kinds/customers.ts';
import { figureOf, type Piece, together } from '../piece.ts';
import type { Protocol, ProtocolContext } from '../protocol.ts';
import { atLeast, atMost } from '../targets.ts';
import { amountPieces } from './amount-pieces.ts';
import { probabilityPieces } from './probability-pieces.ts';

const FILE = 'cdnow_sample.csv.gz';
const CUT = dayOfIso('1997-09-30');
const END = dayOfIso('1998-06-30');
const LONG_DAYS = 39 * 7;
const SHORT_DAYS = 13 * 7;
const FOLDS = 5;
const WINDOWS = [{ day: CUT, horizonDays: LONG_DAYS, weight: 1 }];

/** The well-known tenth of CDNOW: who of 2,357 customers buys again. */
export const cdnowSample: Protocol = {
  name: 'cdnow-sample',
  title: 'CDNOW, 2,357 customers: who buys again',
  files: [FILE],
  run: async (context) => {
    const { shop } = await readOrders(context.path(FILE), { columns: {} });
    return together([...crossValidated(shop, context), ...forward(shop, context)]);
  },
};

/**
 * Closed forms of everybody's first 39 weeks; the layer over them learned from what four fifths of
 * the customers did in the 39 weeks after and tried on the other fifth, as the stack beside it was.
 */
function crossValidated(shop: Shop, context: ProtocolContext): Piece[] {
  const { model } = closedFormsAsOf(shop, CUT);
  const asked = { days: [CUT], horizons: [LONG_DAYS] };
  const answers = foldsOf(shop.histories, FOLDS, 0).map(({ train, test }, fold) => {
    context.say(`fold ${fold + 1} of ${FOLDS}`);
    const learning = learnActivityLayerFrom(WINDOWS)({
      model,
      today: END,
      calendar: shop.calendar,
    });
    for (const { facts } of train) learning.add(facts);
    const layered = { ...model, ...learning.finish() };
    return foreseeCustomers({ ...shop, histories: test }, layered, asked);
  });
  const title = 'buys in 39 weeks, 5-fold over customers';
  return probabilityPieces(
    joined(answers),
    [
      {
        title,
        reference: ['cdnow-sample', '39 weeks'],
        rows: 2_357,
        positives: 684,
        plain: ['recency', 0.7715],
        targets: (part) => [
          atLeast(`${title}, AUC`, figureOf(part, OURS, 'auc'), { reach: 0.7788 }),
          atMost(`${title}, Brier`, figureOf(part, OURS, 'brier'), { reach: 0.155 }),
        ],
      },
    ],
    context,
  );
}

/** Learned on what was known on 1997-09-30 and nothing else. */
function forward(shop: Shop, context: ProtocolContext): Piece[] {
  const { model } = learnAsOf(shop, CUT);
  const answers = foreseeCustomers(shop, model, { days: [CUT], horizons: [LONG_DAYS, SHORT_DAYS] });
  const amounts = amountPieces(
    shop,
    model,
    { day: CUT, horizonDays: LONG_DAYS },
    { protocol: 'cdnow-sample' },
  );
  const probabilities = probabilityPieces(
    answers,
    [
      { title: 'buys in 39 weeks, strictly forward', reference: ['cdnow-sample', '39 weeks'] },
      {
        title: 'buys in 13 weeks, strictly forward',
        reference: ['cdnow-sample', '13 weeks'],
        plain: ['recency', 0.7844],
      },
    ],
    context,
  );
  return [...probabilities, ...amounts];
}
