import { counted, type Definition, everyWindow, ratio } from './definition.ts';
import { amountOf } from './tally.ts';

const wholeWindows = ['last-month', 'last-12-months'] as const;

/** How the shop does: the five of the concept, and whether buyers come again. */
export const shopDefinitions: readonly Definition[] = [
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
];
