import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { followDaily, learnAsOf } from '../data/learn-as-of.ts';
import { readOrders } from '../data/read-orders.ts';
import type { Shop } from '../data/shop.ts';
import { OURS } from '../foreseen.ts';
import { foreseeCustomers } from '../kinds/customers.ts';
import { figureOf, type Piece, together } from '../piece.ts';
import type { Protocol, ProtocolContext } from '../protocol.ts';
import { atLeast } from '../targets.ts';
import { buyingForward, type InTime } from './buying-forward.ts';
import { buyingInFolds, type InFolds } from './buying-in-folds.ts';
import { NO_PULSE, probabilityPieces } from './probability-pieces.ts';

const FILE = 'cdnow_master.csv.gz';
const CUT = dayOfIso('1997-09-30');
const LATE_CUT = dayOfIso('1998-04-01');
const LONG_DAYS = 39 * 7;
const SHORT_DAYS = 13 * 7;
const FOLDED: InFolds = {
  from: CUT,
  horizonDays: LONG_DAYS,
  seeds: [0, 1],
  reference: ['cdnow-full', '39 weeks'],
  rows: 23_570,
  positives: 7_058,
  plain: ['recency', 0.7594],
  reach: { auc: 0.7725, brier: 0.1578 },
};

const IN_TIME: InTime = {
  protocol: 'cdnow-full',
  from: CUT,
  customers: FOLDED.rows,
  short: {
    title: 'buys in 13 weeks from 1997-09-30',
    reference: ['cdnow-full', '13 weeks from 1997-09-30'],
    plain: ['recency', 0.7635],
  },
  rmse: 1.7262,
};

/**
 * All of CDNOW: who of 23,570 customers buys again, from what was known on the day, and in 39 weeks
 * also by cross-validation, as the figures beside it were measured.
 */
export const cdnowFull: Protocol = {
  name: 'cdnow-full',
  title: 'CDNOW, 23,570 customers: who buys again, how often, for how much',
  files: [FILE],
  run: async (context) => {
    const { shop } = await readOrders(context.path(FILE), { columns: {} });
    return together([
      ...buyingInFolds(shop, FOLDED, context),
      ...buyingForward(shop, IN_TIME, context),
      ...later(shop, context),
    ]);
  },
};

function later(shop: Shop, context: ProtocolContext): Piece[] {
  const { model } = learnAsOf(shop, LATE_CUT);
  const title = 'buys in 13 weeks from 1998-04-01';
  const asked = { days: [LATE_CUT], horizons: [SHORT_DAYS] };
  const before = probabilityPieces(
    foreseeCustomers(shop, model, asked),
    [{ title: `${title}, no pulse`, apart: NO_PULSE }],
    context,
  );
  const followed = probabilityPieces(
    foreseeCustomers(shop, followDaily(shop, model), asked),
    [
      {
        title,
        reference: ['cdnow-full', '13 weeks from 1998-04-01'],
        plain: ['recency', 0.828],
        targets: (part) => [
          atLeast(`${title}, AUC`, figureOf(part, OURS, 'auc'), { reach: 0.8397 }),
          atLeast(`${title}, AP`, figureOf(part, OURS, 'ap'), { reach: 0.538 }),
        ],
      },
    ],
    context,
  );
  return [...followed, ...before];
}
