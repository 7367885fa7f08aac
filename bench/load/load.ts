import { type Column, table } from '#cli/table.ts';
import { terminal } from '#cli/terminal.ts';
import { countsOf } from '#shared/pricing/counts.ts';
import { pricesOf } from '#shared/pricing/prices.ts';
import { type LoadStep, loadStep, SHOPS } from './load-steps.ts';

/*
 * `node bench/load/load.ts`: what the configuration makes of shops of one, ten and a hundred million
 * customers, simulated; `--json` for machines. docs/scale.md is written from it.
 */
const steps = SHOPS.map((customers) => loadStep(customers, countsOf(), pricesOf()));
if (process.argv.includes('--json')) terminal.printJson(steps);
else
  terminal.print(
    table(
      columns(),
      rows().map(([name, of]) => [name, ...steps.map(of)]),
    ),
  );

function columns(): Column[] {
  return [
    { title: 'customers' },
    ...SHOPS.map((customers): Column => ({ title: whole(customers), align: 'right' })),
  ];
}

function rows(): (readonly [name: string, of: (step: LoadStep) => string])[] {
  return [
    ['events a month', ({ eventsPerMonth }) => whole(eventsPerMonth)],
    ['busiest second, events', ({ peakEventsPerSecond }) => whole(peakEventsPerSecond)],
    ['window of the events queue, s', ({ sizing }) => whole(sizing.queues.events.windowSeconds)],
    ['functions at once, most', ({ sizing }) => whole(sizing.queues.events.maxConcurrency ?? 0)],
    ['dawn segments', ({ sizing }) => whole(sizing.dawnSegments)],
    ['bus: seconds of a run', ({ bus }) => bus.runSeconds.toFixed(3)],
    ['bus: functions at once in the peak', ({ bus }) => whole(bus.mostAtOnce)],
    ['HTTP, quiet: latency p50, s', ({ quiet }) => quiet.p50Seconds.toFixed(1)],
    ['HTTP, quiet: latency p99, s', ({ quiet }) => quiet.p99Seconds.toFixed(1)],
    ['HTTP, quiet: events of a run', ({ quiet }) => quiet.eventsOfARun.toFixed(1)],
    ['HTTP, peak: latency p50, s', ({ peak }) => peak.p50Seconds.toFixed(1)],
    ['HTTP, peak: latency p99, s', ({ peak }) => peak.p99Seconds.toFixed(1)],
    ['HTTP, peak: most waiting, events', ({ peak }) => whole(peak.mostWaiting)],
    ['HTTP, peak: most in flight, messages', ({ peak }) => whole(peak.mostInFlight)],
    ['HTTP, peak: functions at once', ({ peak }) => whole(peak.mostConcurrent)],
    ['HTTP: drained after the end, s', ({ peak }) => peak.drainedAfterSeconds.toFixed(1)],
    ['customers: partitions', ({ customersHeat }) => whole(customersHeat.partitions)],
    [
      'customers: hottest, write units/s',
      ({ customersHeat }) => customersHeat.hottestPartition.toFixed(0),
    ],
    ['ledger: partitions', ({ ledgerHeat }) => whole(ledgerHeat.partitions)],
    ['ledger: hottest, write units/s', ({ ledgerHeat }) => ledgerHeat.hottestPartition.toFixed(0)],
    [
      'hottest customer, write units/s',
      ({ customersHeat }) => customersHeat.hottestCustomer.toFixed(1),
    ],
    [
      'one customer at most, events/s',
      ({ customersHeat }) => whole(Math.floor(customersHeat.customerLimit)),
    ],
    ['dawn: seconds of a segment', ({ segmentSeconds }) => segmentSeconds.toFixed(0)],
  ];
}

function whole(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 0 });
}
