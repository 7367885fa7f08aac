import { COUNTERS, type Counter } from './counters.ts';
import { calibrationGap, medianErrorDays, medianPlainErrorDays } from './forecast-figures.ts';
import type { KpiSums } from './sums.ts';
import { amountOf, type Tally } from './tally.ts';
import type { WindowName } from './windows.ts';

export type KpiUnit = 'share' | 'money-minor' | 'minutes' | 'days' | 'score' | 'customers';

/** A value is numerator / denominator; without a denominator above 0 it is too early to say. */
export type Ratio = { readonly numerator: number; readonly denominator: number };

/** What a KPI is, in words for its readers and as a calculation over one window's tally. */
export type Definition = {
  readonly id: string;
  readonly name: string;
  readonly meaning: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly unit: KpiUnit;
  /** Events and counters it is made of. */
  readonly source: string;
  /** Spans over which it is told; `now` looks at today's state instead of a span. */
  readonly windows: readonly (WindowName | 'now')[];
  readonly of: (window: Tally, sums: KpiSums) => Ratio;
};

const everyWindow = ['this-month', 'last-month', 'last-12-months'] as const;
const wholeWindows = ['last-month', 'last-12-months'] as const;

/** The five of the concept, and what a shop asks next. */
export const definitions: readonly Definition[] = [
  {
    id: 'satisfaction',
    name: 'Satisfaction',
    meaning: 'How many of those who rated us were satisfied.',
    numerator: 'satisfaction ratings of 80 % of the scale and more (4 of 5)',
    denominator: 'all satisfaction ratings',
    unit: 'share',
    source: '`Satisfaction Rated`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'satisfied'), counted(window, 'ratings')),
  },
  {
    id: 'retention',
    name: 'Retention',
    meaning:
      'How many of the customers we had at the start we still have at the end. A customer is somebody who bought in the twelve calendar months before; whoever was none at the start is new at the end, be it for the first time or again after a year. Not told for the running month, which would count everybody as gone who has yet to buy in it.',
    numerator: 'customers at the end less new customers',
    denominator: 'customers at the start',
    unit: 'share',
    source: '`Order Completed`',
    windows: wholeWindows,
    of: (window) =>
      ratio(amountOf(window, 'atEnd') - amountOf(window, 'newAtEnd'), amountOf(window, 'atStart')),
  },
  {
    id: 'average-order',
    name: 'Average order',
    meaning: 'What an order brings, before refunds.',
    numerator: 'revenue of the orders',
    denominator: 'orders',
    unit: 'money-minor',
    source: '`Order Completed`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'revenueMinor'), counted(window, 'orders')),
  },
  {
    id: 'positive-reviews',
    name: 'Positive review share',
    meaning: 'How many reviews recommend us.',
    numerator: 'reviews of 80 % of the scale and more (4 of 5)',
    denominator: 'all reviews',
    unit: 'share',
    source: '`Review Submitted`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'positiveReviews'), counted(window, 'reviews')),
  },
  {
    id: 'complaint-share',
    name: 'Complaint share',
    meaning:
      'Complaints for every customer. A customer is somebody who bought in the twelve calendar months that end with the window.',
    numerator: 'complaints opened',
    denominator: 'customers at the end',
    unit: 'share',
    source: '`Complaint Opened`, `Order Completed`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'complaints'), amountOf(window, 'atEnd')),
  },
  {
    id: 'repeat-purchase-rate',
    name: 'Repeat purchase rate',
    meaning: 'How many of those who bought had bought from us before.',
    numerator: 'buyers with an earlier order, in the window or before it',
    denominator: 'buyers',
    unit: 'share',
    source: '`Order Completed`',
    windows: everyWindow,
    of: (window) => ratio(amountOf(window, 'repeatBuyers'), amountOf(window, 'buyers')),
  },
  {
    id: 'response-rate',
    name: 'Response rate',
    meaning:
      'Answers for every reminder sent. An answer counts in the month in which it is given, so a window can hold answers to reminders of an earlier one.',
    numerator: 'answers to reminders',
    denominator: 'reminders sent',
    unit: 'share',
    source: '`Reminder Answered`, `Reminder Sent`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'answers'), counted(window, 'sent')),
  },
  {
    id: 'handling-time',
    name: 'Handling time',
    meaning: 'How long a complaint or a request keeps the support team busy.',
    numerator: 'minutes of handling stated',
    denominator: 'complaints and contacts that state them',
    unit: 'minutes',
    source: '`Complaint Resolved`, `Support Contacted`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'handlingMinutes'), counted(window, 'handled')),
  },
  {
    id: 'forecast-median-error',
    name: 'Forecast error',
    meaning:
      'Half of the forecasts were nearer to the true day than this. Counts those of the latest settled forecasts in each customer’s state whose day came before they were given up; those given up weigh on interval coverage and the Brier score.',
    numerator: 'median distance between expected and true day',
    denominator: '1 when a true day is known, else 0',
    unit: 'days',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: medianErrorDays,
  },
  {
    id: 'plain-rule-median-error',
    name: 'Forecast error of the plain rule',
    meaning: 'The same for the plain rule: last time plus the mean interval.',
    numerator: 'median distance between the plain rule’s day and the true day',
    denominator: '1 when a true day is known, else 0',
    unit: 'days',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: medianPlainErrorDays,
  },
  {
    id: 'forecast-interval-coverage',
    name: 'Interval coverage',
    meaning:
      'How often the true day lay between the 10 % and the 90 % day. 0.8 would be right. Dates are promised for what does happen, so what never happened is not counted here.',
    numerator: 'forecasts whose true day lay inside the interval',
    denominator: 'forecasts whose day came',
    unit: 'share',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'insideInterval'), counted(window, 'dated')),
  },
  {
    id: 'forecast-brier',
    name: 'Brier score',
    meaning:
      'Mean squared distance of the stated probability from what happened; 0 is perfect, 0.25 is what a coin earns.',
    numerator: 'squared errors of the probabilities',
    denominator: 'settled forecasts',
    unit: 'score',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'brier'), counted(window, 'forecasts')),
  },
  {
    id: 'forecast-calibration-gap',
    name: 'Calibration gap',
    meaning:
      'How far stated probabilities are from the shares that happened, on average over ten bins; 0 means that 70 % happens in 70 of 100 cases.',
    numerator: 'distances between the sums of probabilities and the counts, bin by bin',
    denominator: 'the latest settled forecasts that each customer’s state remembers',
    unit: 'share',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: calibrationGap,
  },
  {
    id: 'forecast-skill',
    name: 'Skill against the plain rule',
    meaning:
      'How much nearer our expected days are than those of the plain rule (last time plus the mean interval). 0 is no better, below 0 is worse.',
    numerator: 'error days of the plain rule less ours',
    denominator: 'error days of the plain rule',
    unit: 'share',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: (window) =>
      ratio(
        counted(window, 'plainErrorDays') - counted(window, 'errorDays'),
        counted(window, 'plainErrorDays'),
      ),
  },
  {
    id: 'automation-share',
    name: 'Automation share',
    meaning: 'How many of the contacts with customers needed nobody’s time.',
    numerator: 'reminders sent',
    denominator: 'reminders sent and contacts with the support team',
    unit: 'share',
    source: '`Reminder Sent`, `Support Contacted`',
    windows: everyWindow,
    of: (window) =>
      ratio(counted(window, 'sent'), counted(window, 'sent') + counted(window, 'supportContacts')),
  },
  {
    id: 'recovered-share',
    name: 'Recovered share',
    meaning:
      'Customers who came back for every customer who became at risk. A recovery counts in its own month.',
    numerator: 'customers recovered',
    denominator: 'customers who became at risk',
    unit: 'share',
    source: '`Customer At Risk`, `Customer Recovered`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'recovered'), counted(window, 'atRisk')),
  },
  {
    id: 'attributed-revenue-share',
    name: 'Revenue share, attributed',
    meaning:
      'Revenue of orders soon after a reminder. Includes what would have been bought anyway, so read it beside the incremental share.',
    numerator: 'revenue of the orders attributed to reminders',
    denominator: 'revenue of all orders',
    unit: 'share',
    source: '`Order Completed`, `Reminder Sent`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'attributedMinor'), counted(window, 'revenueMinor')),
  },
  {
    id: 'data-completeness',
    name: 'Data completeness',
    meaning:
      'How much is known of what a good reminder needs: a way to reach the customer, a statement on consent, the time zone, the language.',
    numerator: 'details known',
    denominator: 'four details for every customer',
    unit: 'share',
    source: '`Customer Identified`, `Consent Granted`, `Consent Withdrawn`',
    windows: ['now'],
    of: (window) => ratio(amountOf(window, 'detailsKnown'), amountOf(window, 'detailsWanted')),
  },
  {
    id: 'data-age',
    name: 'Data age',
    meaning: 'Whole days since the newest event of any customer.',
    numerator: 'days since the newest event',
    denominator: '1 when there is an event, else 0',
    unit: 'days',
    source: 'every event',
    windows: ['now'],
    of: (_window, sums) => dataAge(sums),
  },
  ...(['prospect', 'developing', 'developed', 'dormant', 'lost'] as const).map(stageCount),
  ...(['A', 'B', 'C'] as const).flatMap((abcClass) => [classCount(abcClass), classShare(abcClass)]),
];

function stageCount(stage: string): Definition {
  return {
    id: `stage-${stage}`,
    name: `Stage: ${stage}`,
    meaning: `Customers whose lifecycle stage is ${stage} today.`,
    numerator: `customers in the stage ${stage}`,
    denominator: '1 when there are customers, else 0',
    unit: 'customers',
    source: 'state of every customer',
    windows: ['now'],
    of: (window, sums) => countOf(amountOf(window, `stage.${stage}`), sums),
  };
}

function classCount(abcClass: string): Definition {
  return {
    id: `class-${abcClass.toLowerCase()}`,
    name: `Class ${abcClass}: customers`,
    meaning: `Customers of class ${abcClass} by revenue today; A are those who bring the first 80 %, B the next 15 %, C the rest.`,
    numerator: `customers of class ${abcClass}`,
    denominator: '1 when there are customers, else 0',
    unit: 'customers',
    source: 'state of every customer',
    windows: ['now'],
    of: (window, sums) => countOf(amountOf(window, `class.${abcClass}.customers`), sums),
  };
}

function classShare(abcClass: string): Definition {
  return {
    id: `class-${abcClass.toLowerCase()}-revenue-share`,
    name: `Class ${abcClass}: share of revenue`,
    meaning: `What class ${abcClass} brought of the revenue less refunds of this month and the eleven before it.`,
    numerator: `revenue less refunds of class ${abcClass}`,
    denominator: 'revenue less refunds of all classes',
    unit: 'share',
    source: '`Order Completed`, `Order Refunded`, `Order Cancelled`',
    windows: ['now'],
    of: (window) =>
      ratio(
        amountOf(window, `class.${abcClass}.netMinor`),
        ['A', 'B', 'C'].reduce((sum, each) => sum + amountOf(window, `class.${each}.netMinor`), 0),
      ),
  };
}

const ratio = (numerator: number, denominator: number): Ratio => ({ numerator, denominator });

const counted = (window: Tally, counter: Counter): number => amountOf(window, COUNTERS[counter]);

const countOf = (count: number, sums: KpiSums): Ratio => ratio(count, sums.customers > 0 ? 1 : 0);

const DAY_MS = 86_400_000;

function dataAge({ today, newestFactMs }: KpiSums): Ratio {
  if (today === null || newestFactMs === 0) return ratio(0, 0);
  return ratio(Math.max(today - Math.floor(newestFactMs / DAY_MS), 0), 1);
}
