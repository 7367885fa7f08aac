import { isoDate } from '#shared/domain/time/calendar.ts';

/** Which days a backtest goes through. All are local days of the shop. */
export type BacktestPlan = {
  /** First and last day on which dawn comes. */
  readonly fromDay: number;
  readonly toDay: number;
  /** Last day of the data: what came after is not known. */
  readonly lastDay: number;
  readonly stepDays: number;
  /** Days as of which forecasts are judged, ascending. */
  readonly steps: readonly number[];
  /** Steps as of which the model is learned anew, ascending; the first step is one. */
  readonly learnDays: readonly number[];
};

/** What the caller asks for; the rest is chosen. */
export type BacktestWish = {
  readonly fromDay?: number;
  readonly toDay?: number;
  readonly stepDays?: number;
  readonly learnEveryDays?: number;
};

const STEP_DAYS = 28;
const LEARN_EVERY_DAYS = 91;

/**
 * The second half of the data in steps of four weeks, learning anew every quarter, unless asked
 * otherwise. The last day of the data is the last that can be looked at.
 * @throws RangeError naming the day that does not fit.
 */
export function planBacktest(
  { firstDay, lastDay }: { readonly firstDay: number; readonly lastDay: number },
  wish: BacktestWish = {},
): BacktestPlan {
  const fromDay = wish.fromDay ?? Math.ceil((firstDay + lastDay) / 2);
  const toDay = Math.min(wish.toDay ?? lastDay, lastDay);
  if (!(fromDay > firstDay)) {
    throw new RangeError(
      `a backtest must start after the first day of the data, ${isoDate(firstDay)}, got ${isoDate(fromDay)}`,
    );
  }
  if (!(toDay > fromDay)) {
    throw new RangeError(
      `a backtest must end after it starts and start before the last day of the data, ${isoDate(lastDay)}, got ${isoDate(fromDay)} to ${isoDate(wish.toDay ?? lastDay)}`,
    );
  }
  const stepDays = wish.stepDays ?? STEP_DAYS;
  if (!(Number.isInteger(stepDays) && stepDays >= 1)) {
    throw new RangeError(`a step must be a whole number of days, at least 1, got ${stepDays}`);
  }
  const steps: number[] = [];
  for (let day = fromDay; day <= toDay; day += stepDays) steps.push(day);
  const learnDays = everyFew(steps, wish.learnEveryDays ?? LEARN_EVERY_DAYS, toDay);
  return { fromDay, toDay, lastDay, stepDays, steps, learnDays };
}

/**
 * The first step, and each that lies at least `days` after the one taken before it; not one that
 * would be of use for less than a third of that time.
 */
function everyFew(steps: readonly number[], days: number, toDay: number): number[] {
  const taken: number[] = [];
  for (const step of steps) {
    const last = taken.at(-1);
    if (last === undefined || (step - last >= days && toDay - step >= days / 3)) taken.push(step);
  }
  return taken;
}
