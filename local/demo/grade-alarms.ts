import { type DemoCustomer, type LeaveCause, leaveCauses } from './demo-customer.ts';
import { median } from './grade-forecasts.ts';

/** A time during which a customer was held to be leaving; without an end it still lasts. */
export type Alarm = {
  readonly customerId: string;
  readonly fromDay: number;
  readonly untilDay?: number;
};

export type CauseGrade = {
  readonly cause: LeaveCause;
  readonly left: number;
  /** The alarm stood when the customer left. */
  readonly caughtBefore: number;
  readonly caughtWithin30Days: number;
  readonly caughtLater: number;
  readonly never: number;
};

export type AlarmGrade = {
  readonly alarms: number;
  /** Alarms about customers who did not leave, or not during the alarm. */
  readonly falseAlarms: number;
  readonly left: number;
  readonly caughtBefore: number;
  readonly caughtWithin30Days: number;
  readonly never: number;
  /** Days from leaving to the alarm, negative when it came first; of all who were caught. */
  readonly medianDaysAfterLeaving: number | null;
  readonly causes: readonly CauseGrade[];
};

type Leaver = { readonly cause: LeaveCause; readonly lateDays: number | undefined };

/** Grades alarms about the given customers against who really left, when and why. */
export function gradeAlarms(
  alarms: readonly Alarm[],
  customers: readonly DemoCustomer[],
  lastDay: number,
): AlarmGrade {
  const byCustomer = Map.groupBy(alarms, ({ customerId }) => customerId);
  const leavers = customers.flatMap((customer): Leaver[] => {
    const { fate } = customer;
    if (fate.kind === 'stays' || fate.day > lastDay) return [];
    const right = (byCustomer.get(customer.customerId) ?? []).find(lastsBeyond(fate.day));
    return [{ cause: fate.cause, lateDays: right && right.fromDay - fate.day }];
  });
  const leaveDays = new Map(customers.map(({ customerId, fate }) => [customerId, leaveDay(fate)]));
  const about = alarms.filter(({ customerId }) => leaveDays.has(customerId));
  const isFalse = (alarm: Alarm): boolean => {
    const day = leaveDays.get(alarm.customerId);
    return day === undefined || day > lastDay || !lastsBeyond(day)(alarm);
  };
  const caught = leavers.flatMap(({ lateDays }) => (lateDays === undefined ? [] : [lateDays]));
  const { left, caughtBefore, caughtWithin30Days, never } = count(leavers);
  return {
    alarms: about.length,
    falseAlarms: about.filter(isFalse).length,
    left,
    caughtBefore,
    caughtWithin30Days,
    never,
    medianDaysAfterLeaving: median(caught),
    causes: leaveCauses.map((cause) => ({
      cause,
      ...count(leavers.filter((leaver) => leaver.cause === cause)),
    })),
  };
}

/**
 * What a shop without forecasts does: hold a customer to be leaving after `silentDays` without an
 * order, until the next one. Order days of each customer, oldest first.
 */
export function plainAlarms(
  orderDays: ReadonlyMap<string, readonly number[]>,
  silentDays: number,
  lastDay: number,
): readonly Alarm[] {
  return [...orderDays].flatMap(([customerId, days]) =>
    days.flatMap((day, at): Alarm[] => {
      const next = days[at + 1];
      const fromDay = day + silentDays;
      if (fromDay > (next ?? lastDay)) return [];
      return [{ customerId, fromDay, ...(next !== undefined && { untilDay: next }) }];
    }),
  );
}

const leaveDay = (fate: DemoCustomer['fate']): number | undefined =>
  fate.kind === 'leaves' ? fate.day : undefined;

const lastsBeyond =
  (day: number) =>
  ({ untilDay }: Alarm): boolean =>
    untilDay === undefined || untilDay > day;

function count(leavers: readonly Leaver[]) {
  const among = (test: (lateDays: number) => boolean): number =>
    leavers.filter(({ lateDays }) => lateDays !== undefined && test(lateDays)).length;
  return {
    left: leavers.length,
    caughtBefore: among((late) => late < 0),
    caughtWithin30Days: among((late) => late >= 0 && late <= 30),
    caughtLater: among((late) => late > 30),
    never: leavers.filter(({ lateDays }) => lateDays === undefined).length,
  };
}
