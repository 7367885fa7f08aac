import { environmentOf } from '#shared/config/environments.ts';
import { sizingOf } from '#shared/config/sizing.ts';
import { SECONDS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import type { Workload } from './workload.ts';

/** The busiest second against the mean one, where nobody says otherwise. */
const PEAK = 50;
/** One customer in ten is written to in a month. */
const REMINDED = 0.1;

/** A month of so many customers and events, everything else as in production. */
export function usualMonth(given: {
  readonly customers: number;
  readonly events: number;
  readonly by: Workload['by'];
  readonly reminders?: number | undefined;
}): Workload {
  const { customers, events, by } = given;
  const { archiveDays, traces } = environmentOf('prod');
  return {
    customers,
    events,
    by,
    reminders: given.reminders ?? Math.round(customers * REMINDED),
    ledgerMonths: 12,
    archiveDays,
    isTraced: traces,
    sizing: sizingOf({
      customers,
      eventsPerMonth: events,
      peakEventsPerSecond: (events / SECONDS_OF_A_MONTH) * PEAK,
    }),
  };
}
