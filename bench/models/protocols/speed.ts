import { busyCustomer, dayAfter } from '#bench/synthetic-customers.ts';
import { type Timing, timed } from '#bench/timing.ts';
import { foldFacts } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { activityOf } from '#shared/domain/forecasting/activity/activity-of.ts';
import { fitActivity } from '#shared/domain/forecasting/activity/fit-activity.ts';
import { collectHistories } from '#shared/domain/forecasting/activity/history-table.ts';
import { churnProbability, forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { forecastMaintenance, maintenanceScore } from '#shared/domain/forecasting/maintenance.ts';
import {
  forecastAllReplenishments,
  replenishmentScores,
} from '#shared/domain/forecasting/replenishment.ts';
import { calendarOf, dayOfIso } from '#shared/domain/time/calendar.ts';
import { readOrders } from '../data/read-orders.ts';
import { until } from '../data/shop.ts';
import { together } from '../piece.ts';
import type { Protocol } from '../protocol.ts';
import type { MethodRow, Part, Target } from '../result.ts';
import { atMost } from '../targets.ts';

const FILE = 'cdnow_master.csv.gz';
const CUT = dayOfIso('1997-09-30');
const MILLION = 1e6;
const BUSY_CUSTOMERS = 500;
/** A dawn pass looks at thousands of customers: the first few, before the code is compiled, do not count. */
const WARM_UPS = 40;
/** Day of the forecasts after the last event, so that something is due. */
const LOOKED_AT_DAYS_BEFORE_END = 195;

/** How long fitting and scoring take on this machine. */
export const speed: Protocol = {
  name: 'speed',
  title: 'Time to fit and to score, in memory',
  files: [FILE],
  isTimed: true,
  run: async ({ path, quick }) => {
    const runs = { warmUps: quick ? 0 : 1, runs: quick ? 1 : 5 };
    const { shop } = await readOrders(path(FILE), { columns: {} });
    const folds = shop.histories.map((history) =>
      foldFacts(emptyFold(), until(history, CUT, shop.calendar), shop.calendar),
    );
    const fit = await timed(runs, nothing, () => fitCustomers(folds));
    const rounds = quick ? 1 : Math.ceil(MILLION / folds.length);
    const million = await timed({ warmUps: 0, runs: 1 }, nothing, () => rescore(folds, rounds));
    const all = await scoring(runs);
    const scale = MILLION / (rounds * folds.length);
    const rows = [
      inSeconds('fit of the customer model, CDNOW full', fit),
      inSeconds(`churn of 1,000,000 customers${quick ? ', extrapolated' : ''}`, million, scale),
      ...all.rows,
    ];
    return together([{ parts: [timePart(rows)], targets: all.targets }]);
  },
};

const nothing = (): void => undefined;

/** Distinct histories are counted, and the order and the parameters fitted to them. */
function fitCustomers(folds: readonly Fold[]): void {
  const histories = collectHistories();
  for (const fold of folds) {
    const history = activityOf(fold, CUT);
    if (history !== undefined) histories.add(history, fold.visits?.s1 ?? 0);
  }
  fitActivity(histories.table());
}

function rescore(folds: readonly Fold[], rounds: number): void {
  const model = defaultModel();
  for (let round = 0; round < rounds; round += 1) {
    for (const fold of folds) churnProbability(fold, model, CUT);
  }
}

/**
 * Customers with five products, an appliance and a complaint: their probabilities, and with the
 * dates. Each customer is looked at as if for the first time, since what is known of one is
 * remembered.
 */
async function scoring(runs: { readonly warmUps: number; readonly runs: number }) {
  const calendar = calendarOf('Europe/Berlin');
  const folds = Array.from({ length: BUSY_CUSTOMERS }, (_, at) => busyCustomer(at, calendar));
  const today = dayAfter(calendar) - LOOKED_AT_DAYS_BEFORE_END;
  const model = defaultModel();
  const kinds: readonly (readonly [string, (fold: Fold) => unknown])[] = [
    ['replenishment', (fold) => replenishmentScores(fold, model, today)],
    ['maintenance', (fold) => maintenanceScore(fold, 'A-1', model, today)],
    ['churn', (fold) => churnProbability(fold, model, today)],
  ];
  const all = (fold: Fold): void => kinds.forEach(([, each]) => void each(fold));
  const dated = (fold: Fold): void => {
    forecastAllReplenishments(fold, model, today);
    forecastMaintenance(fold, 'A-1', model, today);
    forecastChurn(fold, model, today);
  };
  const rows: MethodRow[] = [];
  for (const [name, each] of [
    ...kinds,
    ['all three kinds with dates and reasons', dated] as const,
    ['all three kinds', all] as const,
  ]) {
    const work = (): void => folds.forEach((fold) => void each({ ...fold }));
    const timing = await timed({ ...runs, warmUps: WARM_UPS }, nothing, work);
    rows.push(inMicros(`${name}, a customer with five products`, timing));
  }
  const micros = rows.at(-1)?.figures['micros'];
  const target: Target = {
    ...atMost('all three kinds for a customer with five products, µs', micros, { reach: 10 }),
    isTime: true,
  };
  return { rows, targets: [target] };
}

const inSeconds = (method: string, timing: Timing, scale = 1): MethodRow =>
  row(method, 'seconds', timing, scale / 1e3);

const inMicros = (method: string, timing: Timing): MethodRow =>
  row(method, 'micros', timing, 1e3 / BUSY_CUSTOMERS);

const row = (method: string, unit: string, timing: Timing, scale: number): MethodRow => ({
  method,
  speaker: 'ours',
  figures: {
    [unit]: timing.medianMs * scale,
    least: timing.lowestMs * scale,
    most: timing.highestMs * scale,
  },
});

const timePart = (methods: readonly MethodRow[]): Part => ({
  title: 'time on this machine',
  kind: 'time',
  rows: methods.length,
  methods,
});
