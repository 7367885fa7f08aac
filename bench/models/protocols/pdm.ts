import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { assetShop } from '../data/asset-histories.ts';
import { learnAsOf } from '../data/learn-as-of.ts';
import { readAssets } from '../data/read-assets.ts';
import { OURS } from '../foreseen.ts';
import { foreseeFailures } from '../kinds/assets.ts';
import { figureOf, together } from '../piece.ts';
import type { Protocol } from '../protocol.ts';
import { atLeast } from '../targets.ts';
import { probabilityPieces, type Question } from './probability-pieces.ts';

const FILES = {
  failures: 'pdm_failures.csv.gz',
  replacements: 'pdm_maint.csv.gz',
  errors: 'pdm_errors.csv.gz',
  assets: 'pdm_machines.csv.gz',
};
const CUT = dayOfIso('2015-08-01');
const FIRST = dayOfIso('2015-09-01');
const LAST = dayOfIso('2015-12-01');
const EVERY_DAYS = 4;
const ROWS = 9_200;

/** Horizon, share that fails, AUC of the plain age, AUC to reach and to aim at. */
const HORIZONS = [
  [7, 0.0339, 0.753, 0.935, 0.941],
  [14, 0.0661, 0.7393, 0.868, 0.868],
  [30, 0.1417, 0.6891, 0.822, 0.822],
] as const;

/** Azure predictive maintenance: which of four components of 100 machines fails soon. */
export const pdm: Protocol = {
  name: 'pdm',
  title: 'Azure predictive maintenance: which component fails',
  files: Object.values(FILES),
  run: async (context) => {
    const named = Object.entries(FILES).map(([kind, file]) => `${kind}=${context.path(file)}`);
    const shop = assetShop(await readAssets(named, undefined));
    const { model, seconds } = learnAsOf(shop, CUT);
    context.say(`learned in ${seconds.toFixed(1)} s`);
    const days: number[] = [];
    for (let day = FIRST; day <= LAST; day += EVERY_DAYS) days.push(day);
    const answered = foreseeFailures(shop, model, { days, horizons: HORIZONS.map(([h]) => h) });
    return together(probabilityPieces(answered, HORIZONS.map(question), context));
  },
};

function question([days, share, ageAuc, reach, aim]: (typeof HORIZONS)[number]): Question {
  const title = `fails in ${days} days`;
  return {
    title,
    reference: ['pdm', `${days} days`],
    rows: ROWS,
    share,
    plain: ['age since the last service', ageAuc],
    targets: (part) => [atLeast(`${title}, AUC`, figureOf(part, OURS, 'auc'), { reach, aim })],
  };
}
