import { followDaily, learnAsOf, learnNightly } from '../data/learn-as-of.ts';
import { OURS } from '../foreseen.ts';
import { foreseePairs } from '../kinds/pairs.ts';
import { figureOf, together } from '../piece.ts';
import type { Protocol } from '../protocol.ts';
import { atLeast } from '../targets.ts';
import { NO_PULSE, probabilityPieces, type Question } from './probability-pieces.ts';
import { MIN_PURCHASES, readUkRetail, UK_CUT, UK_FILE, UK_SNAPSHOTS } from './uk-retail.ts';

const ROWS = 53_927;

/** Horizon, share that is bought again, AUC of the plain count, AUC to reach and to aim at. */
const HORIZONS = [
  [7, 0.0766, 0.6527, 0.752, 0.757],
  [14, 0.1439, 0.6397, 0.72, 0.724],
  [30, 0.2601, 0.636, 0.699, 0.699],
] as const;

/**
 * UK online retail: which products bought three times or more are bought again soon. Constants are
 * learned once; the pulse of the shop is followed daily, as known on the day of the forecast.
 */
export const ukPairs: Protocol = {
  name: 'uk-pairs',
  title: 'UK online retail: is the product bought again',
  files: [UK_FILE],
  run: async (context) => {
    const shop = await readUkRetail(context);
    const { model, seconds } = learnAsOf(shop, UK_CUT);
    context.say(`learned in ${seconds.toFixed(1)} s`);
    const asked = {
      days: UK_SNAPSHOTS,
      horizons: HORIZONS.map(([days]) => days),
      minPurchases: MIN_PURCHASES,
    };
    const nightly = learnNightly(shop, UK_SNAPSHOTS, context.say);
    const followed = followDaily(shop, model);
    return together([
      ...probabilityPieces(foreseePairs(shop, followed, asked), HORIZONS.map(question), context),
      ...probabilityPieces(foreseePairs(shop, model, asked), HORIZONS.map(withoutPulse), context),
      ...probabilityPieces(foreseePairs(shop, nightly, asked), HORIZONS.map(asItRuns), context),
    ]);
  },
};

/** What was learned once alone, as others measured their ranking on the same split. */
function withoutPulse([days, , , reach, aim]: (typeof HORIZONS)[number]): Question {
  const title = `bought again in ${days} days, learned once, no pulse`;
  return {
    title,
    apart: NO_PULSE,
    reference: ['uk-pairs', `${days} days`],
    targets: (part) => [atLeast(`${title}, AUC`, figureOf(part, OURS, 'auc'), { reach, aim })],
  };
}

/** As the product runs: with a model learned again on each of the days from what was known by then. */
const asItRuns = ([days]: (typeof HORIZONS)[number]): Question => ({
  title: `bought again in ${days} days, learned nightly`,
});

const question = ([days, share, countAuc]: (typeof HORIZONS)[number]): Question => ({
  title: `bought again in ${days} days`,
  reference: ['uk-pairs', `${days} days`],
  rows: ROWS,
  share,
  plain: ['count', countAuc],
});
