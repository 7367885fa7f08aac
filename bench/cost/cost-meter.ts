import type { EmbeddedTables } from '#bench/embedded-tables.ts';
import type { BusEvent } from '#shared/messaging/bus-entry.ts';
import type { CountedBus } from './counted-bus.ts';
import { noTally, plus, type Tally } from './tally.ts';

/** What one kind of work used in the whole journey. */
export type Spent = {
  readonly tables: Tally;
  readonly busUnits: number;
  readonly cpuMs: number;
};

/** Adds up what one kind of work uses of tables, bus and processor. */
export function costMeter({ capacity }: EmbeddedTables, bus: CountedBus) {
  let spent: Spent = { tables: noTally, busUnits: 0, cpuMs: 0 };
  return {
    /** Does the work and answers the events that it put on the bus. */
    measure: async (work: () => Promise<unknown>): Promise<readonly BusEvent[]> => {
      const startedUs = cpuUs();
      await work();
      const cpuMs = (cpuUs() - startedUs) / 1e3;
      const { units, events } = bus.take();
      spent = {
        tables: plus(spent.tables, capacity.take()),
        busUnits: spent.busUnits + units,
        cpuMs: spent.cpuMs + cpuMs,
      };
      return events;
    },
    spent: (): Spent => spent,
  };
}

/** User time alone: what a system call takes says more about this machine than about the code. */
const cpuUs = (): number => process.threadCpuUsage().user;
