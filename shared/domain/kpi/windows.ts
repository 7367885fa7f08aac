import { monthOf } from '#shared/domain/time/calendar.ts';

/** Spans of whole calendar months over which KPIs are told. */
export const windowNames = ['this-month', 'last-month', 'last-12-months'] as const;
export type WindowName = (typeof windowNames)[number];

/** First and last month of a window, both included, as months since January 1970. */
export type MonthSpan = { readonly from: number; readonly to: number };

/** Months without a purchase after which somebody no longer counts as a customer. */
export const CUSTOMER_MONTHS = 12;

/**
 * The months of a window as seen on `today`. The running month is a window of its own; the last
 * month and the last twelve are whole months, so that they are not compared with a half-told one.
 */
export function spanOf(window: WindowName, today: number): MonthSpan {
  const month = monthOf(today);
  switch (window) {
    case 'this-month':
      return { from: month, to: month };
    case 'last-month':
      return { from: month - 1, to: month - 1 };
    case 'last-12-months':
      return { from: month - 12, to: month - 1 };
  }
}

export const isWithin = (month: number, span: MonthSpan): boolean =>
  month >= span.from && month <= span.to;

/** The months that decide who is a customer at the start of the window: the twelve before it. */
export const monthsBefore = (span: MonthSpan): MonthSpan => ({
  from: span.from - CUSTOMER_MONTHS,
  to: span.from - 1,
});

/** The months that decide who is a customer at the end of the window: its last and eleven more. */
export const monthsUpToEnd = (span: MonthSpan): MonthSpan => ({
  from: span.to - CUSTOMER_MONTHS + 1,
  to: span.to,
});
