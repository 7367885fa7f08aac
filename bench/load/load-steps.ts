import { type Sizing, sizingOf } from '#shared/config/sizing.ts';
import { SECONDS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import { invocationMs, MEMORY_GB } from '#shared/pricing/compute.ts';
import type { Counts } from '#shared/pricing/counts.ts';
import type { Prices } from '#shared/pricing/prices.ts';
import { type Heat, partitionHeat } from './partition-heat.ts';
import { type QueueRun, simulateQueue } from './simulate-queue.ts';
import { mostRunsAtOnce } from './simulate-runs.ts';

/** One size of shop, as it is simulated. */
export type LoadStep = {
  readonly customers: number;
  readonly eventsPerMonth: number;
  readonly peakEventsPerSecond: number;
  readonly sizing: Sizing;
  /** Over the bus, where each event starts a run: what one takes, and how many there are in the peak. */
  readonly bus: { readonly runSeconds: number; readonly mostAtOnce: number };
  /** Over HTTP, ten events a message, an hour as it is on average. */
  readonly quiet: QueueRun;
  /** The same with five minutes of the busiest second. */
  readonly peak: QueueRun;
  readonly customersHeat: Heat;
  readonly ledgerHeat: Heat;
  /** A dawn segment, in seconds. */
  readonly segmentSeconds: number;
};

const SEED = 1;
const EVENTS_OF_A_CUSTOMER = 10;
/** The busiest second against the mean one: about what production is configured for. */
const PEAK = 50;
const QUIET_SECONDS = 600;
const PEAK_FROM = 60;
const PEAK_UNTIL = 360;
const AFTER_PEAK = 400;
/** Buyers of a shop differ by about this power of their rank. */
const ZIPF = 0.8;
const LEDGER_MONTHS = 12;

/** The shops that docs/scale.md works through. */
export const SHOPS = [1_000_000, 10_000_000, 100_000_000] as const;

export function loadStep(customers: number, counts: Counts, prices: Prices): LoadStep {
  const eventsPerMonth = customers * EVENTS_OF_A_CUSTOMER;
  const mean = eventsPerMonth / SECONDS_OF_A_MONTH;
  const peakEventsPerSecond = Math.round(mean * PEAK);
  const sizing = sizingOf({ customers, eventsPerMonth, peakEventsPerSecond });
  const { batchSize, windowSeconds, maxConcurrency = 1_000 } = sizing.queues.events;
  const runSeconds = (events: number): number =>
    invocationMs(events, counts.event.cpuMs, MEMORY_GB.track, prices) / 1e3;
  const queue = {
    seed: SEED,
    eventsOfAMessage: counts.request.events / counts.request.messages,
    batchSize,
    windowSeconds,
    maxConcurrency,
    runSeconds,
  };
  const aloneSeconds = invocationMs(1, counts.event.cpuMsAlone, MEMORY_GB.track, prices) / 1e3;
  const isPeak = (second: number): boolean => second >= PEAK_FROM && second < PEAK_UNTIL;
  const rateAt = (second: number): number => (isPeak(second) ? peakEventsPerSecond : mean);
  const { customers: state, ledger } = counts.event.tables;
  const heatOf = (writeUnitsOfAnEvent: number, bytes: number): Heat =>
    partitionHeat({
      customers,
      peakEventsPerSecond,
      writeUnitsOfAnEvent,
      tableGb: bytes / 1e9,
      exponent: ZIPF,
    });
  return {
    customers,
    eventsPerMonth,
    peakEventsPerSecond,
    sizing,
    bus: {
      runSeconds: aloneSeconds,
      mostAtOnce: mostRunsAtOnce({
        seed: SEED,
        rateAt,
        seconds: AFTER_PEAK,
        runSeconds: aloneSeconds,
      }),
    },
    quiet: simulateQueue({ ...queue, seconds: QUIET_SECONDS, rateAt: () => mean }),
    peak: simulateQueue({ ...queue, seconds: AFTER_PEAK, rateAt }),
    customersHeat: heatOf(state.writeUnits, customers * counts.customer.customersBytes),
    ledgerHeat: heatOf(
      ledger.writeUnits,
      eventsPerMonth * LEDGER_MONTHS * counts.event.ledgerBytes,
    ),
    segmentSeconds:
      ((customers / sizing.dawnSegments) * counts.dawn.cpuMs * GB_OF_A_CORE) / MEMORY_GB.dawn / 1e3,
  };
}

const GB_OF_A_CORE = 1_769 / 1_024;
