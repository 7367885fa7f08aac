import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { assessAmounts } from '../assess-amounts.ts';
import { assessDates, dateGroups } from '../assess-dates.ts';
import { assessGroups, assessProbability, type Effort } from '../assess-probability.ts';
import { wordsParts } from '../assess-words.ts';
import { followDaily, type Learned, learnAsOf } from '../data/learn-as-of.ts';
import { OURS } from '../foreseen.ts';
import { type Answered, foreseeCustomers, type Models, modelOn } from '../kinds/customers.ts';
import { type DatesAsked, foreseeDates } from '../kinds/dates.ts';
import { foreseePairs } from '../kinds/pairs.ts';
import { foreseePurchases } from '../kinds/purchases.ts';
import { foreseeSpend } from '../kinds/spend.ts';
import type { FileOptions } from '../options.ts';
import type { Part } from '../result.ts';
import { askOf, type FileQuestion } from './ask.ts';
import { type FileReport, modelSaid } from './file-report.ts';
import { type OrderShops, orderShops } from './order-shops.ts';

const USUAL_HORIZONS = { customers: [30, 90], pairs: [7, 14, 30], dates: [] } as const;
export type OrderKind = keyof typeof USUAL_HORIZONS;

/** Measures customers, pairs or dates on a file of orders. */
export async function measureOrders(
  kind: OrderKind,
  options: FileOptions,
  effort: Effort,
): Promise<FileReport> {
  const shops = await orderShops(options);
  if (kind !== 'customers' && !shops.hasProducts) {
    throw new RangeError(
      `${kind} need a column of products; name it as --columns product=… (header or number)`,
    );
  }
  const asked = askOf(options, shops.covered, USUAL_HORIZONS[kind]);
  const { model, seconds }: Learned = options.defaults
    ? { model: defaultModel(), seconds: 0 }
    : learnAsOf(shops.learned, asked.cut);
  const found = { customers: onCustomers, pairs: onPairs, dates: onDates }[kind]({
    shops,
    asked,
    model,
    models: options.defaults ? model : followDaily(shops.scored, model),
    effort,
  });
  return {
    kind,
    files: [...options.files, ...(options.fit === undefined ? [] : [options.fit])],
    rows: shops.rows,
    unitsScored: found.parts[0]?.rows ?? 0,
    fitSeconds: seconds,
    scoreMicrosPerUnit: found.microsPerUnit,
    model: modelSaid(model),
    warnings: [
      ...shops.warnings,
      ...(kind === 'dates' ? [] : unknownOutcomes(asked, shops.covered[1])),
    ],
    parts: found.parts,
  };
}

type Work = {
  readonly shops: OrderShops;
  readonly asked: FileQuestion;
  readonly model: Learned['model'];
  /** The same with the pulse of each day; as it ships where nothing is learned. */
  readonly models: Models;
  readonly effort: Effort;
};
type Worked = { readonly parts: Part[]; readonly microsPerUnit: number };

function onCustomers({ shops, asked, models, effort }: Work): Worked {
  const { snapshots: days, horizons, cut } = asked;
  const answered = foreseeCustomers(shops.scored, models, { days, horizons });
  const horizonDays = Math.max(...horizons);
  const amounts = { day: cut, horizonDays };
  const ahead = `in the next ${horizonDays} days`;
  const purchases = foreseePurchases(shops.scored, modelOn(models, cut), amounts);
  const spend = foreseeSpend(shops.scored, modelOn(models, cut), amounts);
  return {
    parts: [
      ...probabilityParts('buys', answered, effort),
      assessAmounts(`purchases ${ahead}`, purchases),
      assessAmounts(`spent a purchase ${ahead}`, spend),
    ],
    microsPerUnit: answered.microsPerUnit,
  };
}

function onPairs({ shops, asked, models, effort }: Work): Worked {
  const { snapshots: days, horizons, minPurchases } = asked;
  const answered = foreseePairs(shops.scored, models, { days, horizons, minPurchases });
  return {
    parts: probabilityParts('bought again', answered, effort),
    microsPerUnit: answered.microsPerUnit,
  };
}

/** Every purchase after the cut whose window lies within the data asks for the next; so does each snapshot. */
function onDates({ shops, asked, model, effort }: Work): Worked {
  const { cut, snapshots, windowDays, minPurchases } = asked;
  const to = shops.covered[1] - windowDays;
  if (!(to > cut)) {
    throw new RangeError(
      `a window of ${windowDays} days after the cut ${isoDate(cut)} must lie within the data, which end on ${isoDate(shops.covered[1])}`,
    );
  }
  const questions: readonly (readonly [string, DatesAsked['ask']])[] = [
    ['next date, asked at the purchase', { from: cut + 1, to }],
    ...snapshots.map((day) => [`next date, asked on ${isoDate(day)}`, { on: day }] as const),
  ];
  const answers = questions.map(([title, ask]) => {
    const { foreseen, microsPerUnit } = foreseeDates(shops.scored, model, {
      ask,
      windowDays,
      minPurchases,
    });
    return {
      parts: [assessDates(title, foreseen, effort), dateGroups(title, foreseen)],
      microsPerUnit,
    };
  });
  return {
    parts: answers.flatMap(({ parts }) => parts),
    microsPerUnit: answers[0]?.microsPerUnit ?? 0,
  };
}

/** @throws RangeError when there is nothing to score. */
export function probabilityParts(verb: string, { foreseen }: Answered, effort: Effort): Part[] {
  return foreseen.flatMap((rows) => {
    if (rows.outcomes.length === 0) {
      throw new RangeError('nothing to score: nobody qualifies on the days that were asked about');
    }
    const title = `${verb} in ${rows.horizonDays} days`;
    return [
      assessProbability(title, rows, effort),
      assessGroups(title, rows, OURS),
      ...wordsParts(title, rows),
    ];
  });
}

/** Says of which horizons the data do not tell the whole outcome. */
export function unknownOutcomes({ snapshots, horizons }: FileQuestion, lastDay: number): string[] {
  const late = horizons.filter((days) => snapshots.some((day) => day + days > lastDay));
  return late.map(
    (days) =>
      `within ${days} days: not all outcomes are known, the data end on ${isoDate(lastDay)}; what did not come by then counts as not come`,
  );
}
