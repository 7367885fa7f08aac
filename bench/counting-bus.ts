import type { BusEvent } from '#shared/messaging/bus-entry.ts';
import type { Bus } from '#shared/messaging/ports.ts';

/** A bus that counts what it takes and shows it to a listener: the bus costs nothing here. */
export function countingBus(onEvent: (event: BusEvent) => void = () => undefined): Bus & {
  count(): number;
} {
  let count = 0;
  return {
    publish: async (events) => {
      count += events.length;
      for (const event of events) onEvent(event);
    },
    signal: async () => {
      count += 1;
    },
    count: () => count,
  };
}
