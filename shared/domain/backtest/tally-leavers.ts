import { type Rhythm, withVisit } from '#shared/domain/customer/rhythm.ts';
import { riskHorizonDays } from '#shared/domain/deciding/risk-horizon.ts';
import { firstAfter } from '#shared/domain/forecasting/training/timeline.ts';

/** Days within which buying again makes an alarm a false one. */
export const FALSE_WITHIN_DAYS = 30;
/** Visits that make a rhythm whose breaking off means something, as for opening a case. */
const REGULAR_VISITS = 4;

/** One customer: when they visited, on which days we raised an alarm, and what can be known. */
export type RiskHistory = {
  readonly visits: readonly number[];
  readonly alarms: readonly number[];
  readonly fromDay: number;
  readonly toDay: number;
  readonly lastDay: number;
  /** Days of silence after which somebody has left, for whom their own rhythm is not slower. */
  readonly shopHorizonDays: number;
};

export type LeaverCounts = {
  readonly alarms: number;
  /** Alarms with thirty days of data after them, and those after which the customer soon bought. */
  readonly judgedAlarms: number;
  readonly falseAlarms: number;
  /** Regular customers who left, by what the data show, and those with an alarm before they had. */
  readonly leavers: number;
  readonly seenInTime: number;
  /** Leavers with an alarm only after they had left. */
  readonly seenLate: number;
};

export const noLeavers: LeaverCounts = {
  alarms: 0,
  judgedAlarms: 0,
  falseAlarms: 0,
  leavers: 0,
  seenInTime: 0,
  seenLate: 0,
};

export const plusLeavers = (a: LeaverCounts, b: LeaverCounts): LeaverCounts => ({
  alarms: a.alarms + b.alarms,
  judgedAlarms: a.judgedAlarms + b.judgedAlarms,
  falseAlarms: a.falseAlarms + b.falseAlarms,
  leavers: a.leavers + b.leavers,
  seenInTime: a.seenInTime + b.seenInTime,
  seenLate: a.seenLate + b.seenLate,
});

/**
 * What became of the alarms about one customer, and whether they left: a regular customer leaves
 * with a last visit in the time looked at, after which the data show their whole risk horizon (the
 * shop's, or three of their own usual gaps) and no visit. Seen in time is who had an alarm in it.
 */
export function countLeaver(risk: RiskHistory): LeaverCounts {
  const { visits, alarms, lastDay } = risk;
  const judged = alarms.filter((day) => day + FALSE_WITHIN_DAYS <= lastDay);
  const wrong = judged.filter((day) => {
    const next = firstAfter(visits, day);
    return next !== undefined && next <= day + FALSE_WITHIN_DAYS;
  });
  const left = leftOn(risk);
  const seenOn = left === undefined ? undefined : alarms.find((day) => day >= left.day);
  const inTime = left !== undefined && seenOn !== undefined && seenOn <= left.goneDay;
  return {
    alarms: alarms.length,
    judgedAlarms: judged.length,
    falseAlarms: wrong.length,
    leavers: left === undefined ? 0 : 1,
    seenInTime: inTime ? 1 : 0,
    seenLate: seenOn !== undefined && !inTime ? 1 : 0,
  };
}

/**
 * Day of the last visit of a regular customer who left, and the day on which they count as gone;
 * undefined of everybody else.
 */
export function leftOn({
  visits,
  fromDay,
  toDay,
  lastDay,
  shopHorizonDays,
}: Omit<RiskHistory, 'alarms'>): { readonly day: number; readonly goneDay: number } | undefined {
  const day = visits.at(-1);
  if (day === undefined || visits.length < REGULAR_VISITS || day < fromDay) return undefined;
  const rhythm = visits.reduce<Rhythm | undefined>(withVisit, undefined);
  if (rhythm === undefined) return undefined;
  const goneDay = day + riskHorizonDays({ visits: rhythm }, shopHorizonDays);
  return goneDay <= Math.min(toDay, lastDay) ? { day, goneDay } : undefined;
}
