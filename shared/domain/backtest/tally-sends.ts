import type { Timeline } from '#shared/domain/forecasting/training/timeline.ts';
import { groupsBySeen } from './groups.ts';
import type { SentNeed } from './sent-need.ts';

/** What was said of one kind, and how long before the customer acted. */
export type SendResult = {
  readonly kind: SentNeed['kind'];
  readonly needs: number;
  /** Had been done already when it was said; the last look is there to keep this at 0. */
  readonly afterTheFact: number;
  readonly bySeen: readonly SeenSends[];
  /** Whole weeks from saying it to the purchase or service; the last bin holds all longer ones. */
  readonly leadWeeks: readonly number[];
  readonly medianLeadDays?: number | undefined;
  /** Acted within two weeks and within thirty days of being told. */
  readonly within14: number;
  readonly within30: number;
  /** Did not act again in the data. */
  readonly notAgain: number;
};

/** What was said after so many purchases or services, and how many acted within thirty days. */
export type SeenSends = {
  readonly group: string;
  readonly needs: number;
  readonly within30: number;
  readonly notAgain: number;
};

/** Weeks told apart. */
const WEEKS = 12;

/** Counts sent needs kind by kind. */
export function tallySends(needs: readonly SentNeed[]): SendResult[] {
  const byKind = Map.groupBy(needs, ({ kind }) => kind);
  return [...byKind]
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .map(([kind, sent]) => {
      const leads = sent
        .flatMap(({ nextDay, sentDay }) => (nextDay === undefined ? [] : [nextDay - sentDay]))
        .sort((a, b) => a - b);
      return {
        kind,
        needs: sent.length,
        afterTheFact: sent.filter(({ afterTheFact }) => afterTheFact).length,
        bySeen: groupsBySeen(sent).map(([group, members]) => ({
          group,
          needs: members.length,
          within30: members.filter(isWithin(30)).length,
          notAgain: members.filter(({ nextDay }) => nextDay === undefined).length,
        })),
        leadWeeks: weeksOf(leads),
        medianLeadDays: leads[leads.length >> 1],
        within14: sent.filter(isWithin(14)).length,
        within30: sent.filter(isWithin(30)).length,
        notAgain: sent.length - leads.length,
      };
    });
}

/** Purchases of something bought before, in a time, and those of which a reminder was said since. */
export type Reminded = { readonly purchases: number; readonly reminded: number };

/** Repeat purchases of one customer after `fromDay` up to `toDay`. */
export function repeatPurchases(
  { products }: Timeline,
  needs: readonly SentNeed[],
  { fromDay, toDay }: { readonly fromDay: number; readonly toDay: number },
): Reminded {
  const told = new Set(
    needs.flatMap(({ kind, subject, nextDay }) =>
      kind === 'replenishment' && nextDay !== undefined ? [`${subject}\n${nextDay}`] : [],
    ),
  );
  let [purchases, reminded] = [0, 0];
  for (const [product, days] of products) {
    for (const day of days.slice(1)) {
      if (day <= fromDay || day > toDay) continue;
      purchases += 1;
      if (told.has(`${product}\n${day}`)) reminded += 1;
    }
  }
  return { purchases, reminded };
}

const isWithin =
  (days: number) =>
  ({ nextDay, sentDay }: SentNeed): boolean =>
    nextDay !== undefined && nextDay - sentDay <= days;

function weeksOf(leads: readonly number[]): number[] {
  const weeks = Array.from({ length: WEEKS + 1 }, () => 0);
  for (const lead of leads) {
    const week = Math.min(Math.floor(lead / 7), WEEKS);
    weeks[week] = (weeks[week] ?? 0) + 1;
  }
  return weeks;
}
