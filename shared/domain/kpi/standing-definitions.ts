import { type Definition, type Ratio, ratio } from './definition.ts';
import type { KpiSums } from './sums.ts';
import { amountOf } from './tally.ts';

/** How things stand today: what is known of customers, their stages and their classes. */
export const standingDefinitions: readonly Definition[] = [
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

const countOf = (count: number, sums: KpiSums): Ratio => ratio(count, sums.customers > 0 ? 1 : 0);

function dataAge({ today, newestFactDay }: KpiSums): Ratio {
  if (today === null || newestFactDay === null) return ratio(0, 0);
  return ratio(Math.max(today - newestFactDay, 0), 1);
}
