import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { readOrders } from '../data/read-orders.ts';
import { together } from '../piece.ts';
import type { Protocol } from '../protocol.ts';
import { buyingForward, type InTime } from './buying-forward.ts';
import { buyingInFolds, type InFolds } from './buying-in-folds.ts';

const FILE = 'cdnow_sample.csv.gz';
const CUT = dayOfIso('1997-09-30');
const LONG_DAYS = 39 * 7;
const FOLDED: InFolds = {
  from: CUT,
  horizonDays: LONG_DAYS,
  seeds: [0, 1, 2, 3, 4],
  reference: ['cdnow-sample', '39 weeks'],
  rows: 2_357,
  positives: 684,
  plain: ['recency', 0.7715],
  reach: { auc: 0.7788, brier: 0.155 },
};

const IN_TIME: InTime = {
  protocol: 'cdnow-sample',
  from: CUT,
  customers: FOLDED.rows,
  short: {
    title: 'buys in 13 weeks, strictly forward',
    reference: ['cdnow-sample', '13 weeks'],
    plain: ['recency', 0.7844],
  },
};

/** The well-known tenth of CDNOW: who of 2,357 customers buys again. */
export const cdnowSample: Protocol = {
  name: 'cdnow-sample',
  title: 'CDNOW, 2,357 customers: who buys again',
  files: [FILE],
  run: async (context) => {
    const { shop } = await readOrders(context.path(FILE), { columns: {} });
    return together([
      ...buyingInFolds(shop, FOLDED, context),
      ...buyingForward(shop, IN_TIME, context),
    ]);
  },
};
