import { DAYS_OF_A_MONTH, SECONDS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import { takingOf } from './compute.ts';
import type { Counts } from './counts.ts';
import { type Line, perGb, perMillion } from './line.ts';
import type { Prices } from './prices.ts';
import type { Workload } from './workload.ts';

/** What the configuration may leave out: the bus's archive, and traces. */
export function choiceLines(load: Workload, counts: Counts, prices: Prices): Line[] {
  const { perMillion: price, perGb: gb } = prices;
  const bytes = load.by === 'bus' ? load.events * counts.event.busBytes : 0;
  const days = load.archiveDays;
  const { runs } = takingOf(load, counts.request.events / counts.request.messages, prices);
  return [
    perGb('EventBridge', 'archive: events taken', bytes, gb.archiveTaken),
    perGb(
      'EventBridge',
      `archive: kept ${days} days`,
      (bytes * days) / DAYS_OF_A_MONTH,
      gb.archiveKeptMonth,
    ),
    perMillion('X-Ray', 'traces', load.isTraced ? recorded(runs) : 0, 'traces', price.traces),
  ];
}

/** Lambda records the first run of each second and a twentieth of the others; runs come as they like. */
function recorded(runs: number): number {
  const first = SECONDS_OF_A_MONTH * (1 - Math.exp(-runs / SECONDS_OF_A_MONTH));
  return first + (runs - first) / 20;
}
