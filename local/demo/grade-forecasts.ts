import type { TrueNeed } from './true-need.ts';

/** What was foreseen about one need. Days are local days of the shop since 1970-01-01. */
export type SaidNeed = {
  readonly customerId: string;
  readonly kind: 'replenishment' | 'maintenance' | 'meter-reading';
  readonly subject: string;
  readonly decidedDay: number;
  readonly expectedDay: number;
  /** Day on which the customer was told; absent when nobody was told. */
  readonly sentDay?: number;
};

/** How near the expected days were to the true ones, and whether reminders came in time. */
export type ForecastGrade = {
  readonly graded: number;
  /** Absolute error in days; null while nothing is graded. */
  readonly medianErrorDays: number | null;
  /** Of the same forecasts, those that the plain rule can make too (two purchases or more). */
  readonly comparable: number;
  readonly medianErrorDaysOfComparable: number | null;
  readonly plainMedianErrorDays: number | null;
  /** Of whoever knew how long the product usually lasts each customer; null where that is unknown. */
  readonly bestMedianErrorDays: number | null;
  readonly sent: number;
  readonly sentBeforeNeed: number;
  readonly sentLate: number;
  /** Days from the reminder to the need, negative when it was late. */
  readonly medianLeadDays: number | null;
};

/** Days that a product really lasts a customer, usually; undefined when there is no such habit. */
export type LastsDays = (customerId: string, subject: string) => number | undefined;

/** Purchase days of one product of one customer, oldest first. */
export type PurchaseDays = (customerId: string, subject: string) => readonly number[];

/**
 * Grades what was foreseen of one kind against the needs as they really were. A need belongs to a
 * forecast when both count from the same purchase or service; forecasts of needs that were never
 * seen to begin are left out.
 */
export function gradeForecasts(
  said: readonly SaidNeed[],
  needs: readonly TrueNeed[],
  purchaseDays: PurchaseDays,
  lastsDays: LastsDays = () => undefined,
): ForecastGrade {
  const bySubject = Map.groupBy(needs, (need) => `${need.customerId} ${need.subject}`);
  const pairs = said.flatMap((forecast) => {
    const need = needOf(forecast, bySubject.get(`${forecast.customerId} ${forecast.subject}`));
    return need === undefined ? [] : [{ forecast, need }];
  });
  const errors = pairs.map(({ forecast, need }) => ({
    own: Math.abs(forecast.expectedDay - need.needDay),
    plain: plainError(need, purchaseDays(need.customerId, need.subject)),
    best: bestError(need, lastsDays(need.customerId, need.subject)),
  }));
  const comparable = errors.flatMap(({ own, plain }) =>
    plain === undefined ? [] : [{ own, plain }],
  );
  const leads = pairs.flatMap(({ forecast: { sentDay }, need }) =>
    sentDay === undefined ? [] : [need.needDay - sentDay],
  );
  return {
    graded: pairs.length,
    medianErrorDays: median(errors.map(({ own }) => own)),
    comparable: comparable.length,
    medianErrorDaysOfComparable: median(comparable.map(({ own }) => own)),
    plainMedianErrorDays: median(comparable.map(({ plain }) => plain)),
    bestMedianErrorDays: median(errors.flatMap(({ best }) => (best === undefined ? [] : [best]))),
    sent: leads.length,
    sentBeforeNeed: leads.filter((lead) => lead >= 0).length,
    sentLate: leads.filter((lead) => lead < 0).length,
    medianLeadDays: median(leads),
  };
}

/** Lower middle value; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function needOf(
  { decidedDay }: SaidNeed,
  needs: readonly TrueNeed[] | undefined,
): TrueNeed | undefined {
  return needs
    ?.filter(({ anchorDay }) => anchorDay !== undefined && anchorDay <= decidedDay)
    .reduce<TrueNeed | undefined>(
      (newest, need) => ((need.anchorDay ?? 0) >= (newest?.anchorDay ?? 0) ? need : newest),
      undefined,
    );
}

/** What is left to chance when the habit is known. */
const bestError = (need: TrueNeed, lastsDays: number | undefined): number | undefined =>
  need.anchorDay === undefined || lastsDays === undefined
    ? undefined
    : Math.abs(Math.round(need.anchorDay + lastsDays) - need.needDay);

/** The plain rule: the last purchase plus the mean gap so far; says nothing before two purchases. */
function plainError(need: TrueNeed, purchaseDays: readonly number[]): number | undefined {
  const { anchorDay } = need;
  const known = purchaseDays.filter((day) => anchorDay !== undefined && day <= anchorDay);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined || known.length < 2) return undefined;
  const meanGap = (last - first) / (known.length - 1);
  return Math.abs(Math.round(last + meanGap) - need.needDay);
}
