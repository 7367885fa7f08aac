import { followDaily, learnAsOf, learnNightly } from '../data/learn-as-of.ts';
import { foreseeCustomers } from '../kinds/customers.ts';
import { together } from '../piece.ts';
import type { Protocol } from '../protocol.ts';
import { NO_PULSE, probabilityPieces, type Question } from './probability-pieces.ts';
import { readUkRetail, UK_CUT, UK_FILE, UK_SNAPSHOTS } from './uk-retail.ts';

const HORIZONS = [30, 60, 90];
/** The longest time whose outcome is known after the last of the snapshots. */
const SNAPSHOT_DAYS = [30];

const FOLLOWED: Question = { title: 'buys in 30 days, five days in autumn' };
const ONCE: Question = {
  title: 'buys in 30 days, five days in autumn, learned once, no pulse',
  apart: NO_PULSE,
};
const EACH_NIGHT: Question = {
  title: 'buys in 30 days, five days in autumn, learned nightly',
};

/**
 * UK online retail: which customers come back. Nobody measured this elsewhere. Constants are learned
 * once; the pulse of the shop is followed daily, as known on the day of the forecast.
 */
export const ukCustomers: Protocol = {
  name: 'uk-customers',
  title: 'UK online retail: does the customer buy again',
  files: [UK_FILE],
  run: async (context) => {
    const shop = await readUkRetail(context);
    const { model, seconds } = learnAsOf(shop, UK_CUT);
    context.say(`learned in ${seconds.toFixed(1)} s`);
    const nightly = learnNightly(shop, UK_SNAPSHOTS, context.say);
    const atCut = { days: [UK_CUT], horizons: HORIZONS };
    const later = { days: UK_SNAPSHOTS, horizons: SNAPSHOT_DAYS };
    const followed = followDaily(shop, model);
    const atCutQuestions = HORIZONS.map((days) => ({ title: `buys in ${days} days` }));
    const withoutPulse = atCutQuestions.map(({ title }) => ({
      title: `${title}, no pulse`,
      apart: NO_PULSE,
    }));
    return together([
      ...probabilityPieces(foreseeCustomers(shop, followed, atCut), atCutQuestions, context),
      ...probabilityPieces(foreseeCustomers(shop, model, atCut), withoutPulse, context),
      ...probabilityPieces(foreseeCustomers(shop, followed, later), [FOLLOWED], context),
      ...probabilityPieces(foreseeCustomers(shop, model, later), [ONCE], context),
      ...probabilityPieces(foreseeCustomers(shop, nightly, later), [EACH_NIGHT], context),
    ]);
  },
};
