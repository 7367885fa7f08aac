import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { forecastChurn } from '../churn.ts';
import type { Forecast } from '../forecast.ts';
import { ELAPSED_BINS, elapsedBin } from '../learning/elapsed-bins.ts';
import type { Model } from '../model.ts';
import { forecastReplenishment } from '../replenishment.ts';
import { failureForecasts } from '../upkeep/failure-forecasts.ts';
import type { Verdict } from './learning-record.ts';
import { firstAfter, partOf, type Timeline } from './timeline.ts';

/** What came of one forecast. */
export type Truth = {
  readonly happened: boolean;
  /** Day on which it happened, within the horizon or after it. */
  readonly day?: number;
};

/** What a model says; undefined where it shows nothing. */
export type Said = Pick<Forecast, 'probability' | 'expectedDay' | 'plainDay'> | undefined;

/** One kind of forecast as it is put to every contender. */
export type Question = {
  readonly about: Verdict['about'];
  readonly horizonDays: number;
  /** What can be asked about by the model's lights. */
  subjects(fold: Fold, model: Model): readonly string[];
  forecast(fold: Fold, subject: string, model: Model, day: number): Said;
  /** All that the plain rule looks at: the class of how long it has been. */
  plainClass(fold: Fold, subject: string, day: number): number;
  /** Undefined where nobody could tell. */
  truth(fold: Fold, subject: string, timeline: Timeline, day: number): Truth | undefined;
};

const HORIZON_DAYS = { replenishment: 14, churn: 90, maintenance: 30 } as const;

/** The questions that can be answered within so many days; churn is asked for as far as they reach. */
export function questionsFor(followUpDays: number): readonly Question[] {
  const churnDays = Math.min(HORIZON_DAYS.churn, followUpDays);
  return [replenishment, churnWithin(churnDays), maintenance].filter(
    ({ horizonDays }) => horizonDays <= followUpDays,
  );
}

const replenishment: Question = {
  about: 'replenishment',
  horizonDays: HORIZON_DAYS.replenishment,
  subjects: ({ pairs }) => Object.keys(pairs),
  forecast: (fold, subject, model, day) =>
    shown(forecastReplenishment(fold, subject, model, day, HORIZON_DAYS.replenishment)),
  plainClass: ({ pairs }, subject, day) => {
    const packed = pairs[subject];
    const pair = packed === undefined ? undefined : viewPair(packed);
    if (pair === undefined) return NOTHING_KNOWN;
    const gaps = pair.days - 1;
    const usual = gaps > 0 ? (pair.lastDay - pair.firstDay) / gaps : undefined;
    return waitClass(day - pair.lastDay, usual);
  },
  truth: (_fold, subject, timeline, day) =>
    comesWithin(timeline.products.get(subject) ?? [], day, HORIZON_DAYS.replenishment),
};

const churnWithin = (horizonDays: number): Question => ({
  about: 'churn',
  horizonDays,
  subjects: () => [''],
  forecast: (fold, _subject, model, day) => shown(forecastChurn(fold, model, day, horizonDays)),
  plainClass: ({ visits, openVisit }, _subject, day) => {
    const last = openVisit ?? visits?.last;
    return last === undefined ? NOTHING_KNOWN : waitClass(day - last, undefined);
  },
  truth: ({ subscriptions, visits, openVisit }, _subject, timeline, day) => {
    const running = Object.entries(subscriptions).filter(
      ([, { cancelled }]) => cancelled === undefined,
    );
    if (running.length > 0) {
      const ends = running.map(([id]) => timeline.cancelled.get(id) ?? Number.POSITIVE_INFINITY);
      return { happened: Math.max(...ends) <= day + horizonDays };
    }
    if (visits === undefined && openVisit === undefined) return undefined;
    return { happened: !comesWithin(timeline.visits, day, horizonDays).happened };
  },
});

/**
 * Of maintenance the failures are judged: nobody ever learns when a service was really needed, and
 * when customers have one done says more of them than of the asset.
 */
const maintenance: Question = {
  about: 'maintenance',
  horizonDays: HORIZON_DAYS.maintenance,
  subjects: ({ assets }, { hazards }) =>
    Object.entries(assets).flatMap(([assetId, { product }]) =>
      Object.keys(Object.hasOwn(hazards, product) ? (hazards[product] ?? {}) : {}).map(
        (component) => partOf(assetId, component),
      ),
    ),
  forecast: (fold, subject, model, day) => {
    const [assetId, wanted] = partNames(subject);
    const all = failureForecasts(fold, assetId, model, day, HORIZON_DAYS.maintenance);
    return all.find(({ component }) => component === wanted);
  },
  plainClass: ({ assets }, subject, day) => {
    const [assetId, component] = partNames(subject);
    const asset = assets[assetId];
    if (asset === undefined) return NOTHING_KNOWN;
    const known = Object.hasOwn(asset.components, component)
      ? asset.components[component]
      : undefined;
    return waitClass(day - (known?.last ?? asset.since), undefined);
  },
  truth: (_fold, subject, timeline, day) =>
    comesWithin(timeline.failures.get(subject) ?? [], day, HORIZON_DAYS.maintenance),
};

/** Asset and component of a part; a component has no line end in its name. */
function partNames(part: string): [assetId: string, component: string] {
  const at = part.lastIndexOf('\n');
  return [part.slice(0, at), part.slice(at + 1)];
}

const shown = (forecast: Forecast): Said => (forecast.evidence === 'none' ? undefined : forecast);

/** Upper ends of the classes of days waited as a share of the usual wait; the last class is open. */
const WAITED_SHARES = [0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 5];
const NOTHING_KNOWN = 0;
/** Classes 1 and up are days waited where no usual wait is known, those after them shares of it. */
const FIRST_SHARE = 1 + ELAPSED_BINS;
export const PLAIN_CLASSES = FIRST_SHARE + WAITED_SHARES.length + 1;

function waitClass(waitedDays: number, usualDays: number | undefined): number {
  if (usualDays === undefined || !(usualDays > 0)) return 1 + elapsedBin(Math.max(waitedDays, 0));
  const found = WAITED_SHARES.findIndex((share) => waitedDays <= share * usualDays);
  return FIRST_SHARE + (found < 0 ? WAITED_SHARES.length : found);
}

function comesWithin(days: readonly number[], day: number, horizonDays: number): Truth {
  const next = firstAfter(days, day);
  if (next === undefined) return { happened: false };
  return { happened: next <= day + horizonDays, day: next };
}
