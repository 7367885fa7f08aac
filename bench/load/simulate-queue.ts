import { randomFrom } from '#local/demo/random.ts';
import { LIMITS } from './limits.ts';
import { poisson } from './poisson.ts';

export type QueueLoad = {
  readonly seed: number;
  /** Events a second at each second of the run. */
  readonly rateAt: (second: number) => number;
  readonly seconds: number;
  readonly eventsOfAMessage: number;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly maxConcurrency: number;
  /** Seconds that a run takes for so many events. */
  readonly runSeconds: (events: number) => number;
};

export type QueueRun = {
  readonly events: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  readonly runs: number;
  readonly eventsOfARun: number;
  readonly mostConcurrent: number;
  readonly mostInFlight: number;
  readonly mostWaiting: number;
  /** Seconds after the last arrival until nothing waits. */
  readonly drainedAfterSeconds: number;
};

type Lot = { readonly atSeconds: number; readonly messages: number };

/** Seconds of a step: arrivals of a step come together. */
const STEP = 0.1;

/**
 * The events queue in steps of a tenth of a second: arrivals (Poisson), pollers that gather for the
 * window or until a batch is full, functions that each take their time, and Lambda's own growth of
 * pollers while messages wait. The same seed gives the same run.
 */
export function simulateQueue(load: QueueLoad): QueueRun {
  const random = randomFrom(load.seed, 'queue');
  const waiting: Lot[] = [];
  const latencies: [seconds: number, messages: number][] = [];
  const ends: { readonly atSeconds: number; readonly messages: number }[] = [];
  let [messages, runs, mostConcurrent, mostInFlight, mostWaiting, inFlight] = [0, 0, 0, 0, 0, 0];
  let allowed: number = Math.min(LIMITS.pollersAtFirst, load.maxConcurrency);
  let queued = 0;
  let now = 0;
  for (; now < load.seconds || queued > 0 || ends.length > 0; now += STEP) {
    if (now < load.seconds) {
      const came = poisson(random, (load.rateAt(now) * STEP) / load.eventsOfAMessage);
      if (came > 0) waiting.push({ atSeconds: now, messages: came });
      messages += came;
      queued += came;
    }
    for (let at = ends.length - 1; at >= 0; at -= 1) {
      const end = ends[at];
      if (end === undefined || end.atSeconds > now) continue;
      inFlight -= end.messages;
      ends.splice(at, 1);
    }
    const grown = allowed + (queued > 0 ? (LIMITS.pollersMoreAMinute / 60) * STEP : 0);
    allowed = Math.min(grown, load.maxConcurrency, LIMITS.pollersAtMost);
    /* Five pollers gather what there is between them; a backlog fills their batches. */
    const share = Math.max(Math.ceil(queued / LIMITS.pollersAtFirst), 1);
    while (ends.length < Math.floor(allowed) && isReady(waiting, queued, now, load)) {
      const taken = Math.min(share, load.batchSize, LIMITS.inFlight - inFlight);
      if (taken <= 0) break;
      const took = load.runSeconds(taken * load.eventsOfAMessage);
      const until = now + took + Math.ceil(taken / LIMITS.messagesOfAPoll) * LIMITS.pollSeconds;
      take(waiting, taken, (lot, count) => latencies.push([until - lot.atSeconds, count]));
      ends.push({ atSeconds: until, messages: taken });
      queued -= taken;
      inFlight += taken;
      runs += 1;
    }
    mostConcurrent = Math.max(mostConcurrent, ends.length);
    mostInFlight = Math.max(mostInFlight, inFlight);
    mostWaiting = Math.max(mostWaiting, queued);
  }
  const quantiles = weightedQuantiles(latencies, [0.5, 0.99]);
  return {
    events: messages * load.eventsOfAMessage,
    p50Seconds: quantiles[0] ?? 0,
    p99Seconds: quantiles[1] ?? 0,
    runs,
    eventsOfARun: (messages * load.eventsOfAMessage) / Math.max(runs, 1),
    mostConcurrent,
    mostInFlight,
    mostWaiting: mostWaiting * load.eventsOfAMessage,
    drainedAfterSeconds: Math.max(now - load.seconds, 0),
  };
}

/** A batch goes out when it is full or its oldest message has waited for the window. */
function isReady(
  waiting: readonly Lot[],
  queued: number,
  now: number,
  { batchSize, windowSeconds }: QueueLoad,
): boolean {
  const oldest = waiting[0];
  if (oldest === undefined || queued === 0) return false;
  return queued >= batchSize || now - oldest.atSeconds >= windowSeconds;
}

function take(waiting: Lot[], count: number, onLot: (lot: Lot, messages: number) => void): void {
  for (let left = count; left > 0; ) {
    const lot = waiting.shift();
    if (lot === undefined) return;
    const used = Math.min(lot.messages, left);
    onLot(lot, used);
    left -= used;
    if (used < lot.messages) waiting.unshift({ ...lot, messages: lot.messages - used });
  }
}

function weightedQuantiles(
  values: readonly (readonly [value: number, weight: number])[],
  shares: readonly number[],
): number[] {
  const sorted = [...values].sort(([one], [other]) => one - other);
  const total = sorted.reduce((sum, [, weight]) => sum + weight, 0);
  return shares.map((share) => {
    let seen = 0;
    for (const [value, weight] of sorted) {
      seen += weight;
      if (seen >= share * total) return value;
    }
    return 0;
  });
}
