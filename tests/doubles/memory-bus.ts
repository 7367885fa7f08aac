import type { BusEvent } from '#shared/messaging/bus-entry.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import { type Step, stepping } from './step.ts';

export type Signal = { readonly name: string; readonly detail: Readonly<Record<string, unknown>> };

/** A bus that remembers what was published, in order. */
export function memoryBus(
  step?: Step,
): Bus & { readonly published: readonly BusEvent[]; readonly signals: readonly Signal[] } {
  const published: BusEvent[] = [];
  const signals: Signal[] = [];
  const run = stepping('bus', step);

  return {
    published,
    signals,
    publish: (events) =>
      run('publish', () => {
        published.push(...structuredClone(events));
      }),
    signal: (name, detail) =>
      run('signal', () => {
        signals.push(structuredClone({ name, detail }));
      }),
  };
}
