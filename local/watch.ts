import type { BusEnvelope } from '#local/bus-endpoint.ts';
import type { Failure } from '#local/poller.ts';

/** What happens in the local cloud, for those who look on. */
export type Watch = {
  readonly failures: readonly Failure[];
  failed(failure: Failure): void;
  accepted(event: BusEnvelope): void;
  /** Tells every event the bus accepts, until the returned function is called. */
  onEvent(listener: (event: BusEnvelope) => void): () => void;
};

/** Failures kept; older ones are forgotten. */
const FAILURES_KEPT = 100;

export function createWatch(): Watch {
  const listeners = new Set<(event: BusEnvelope) => void>();
  const failures: Failure[] = [];
  return {
    failures,
    failed: (failure) => {
      failures.push(failure);
      if (failures.length > FAILURES_KEPT) failures.shift();
    },
    accepted: (event) => {
      for (const listener of listeners) listener(event);
    },
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
