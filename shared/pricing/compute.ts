import { SECONDS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import type { Prices } from './prices.ts';
import type { Workload } from './workload.ts';

/** Runs of track in a month, and the messages of the events queue that they take. */
export type Taking = {
  /** None where each event of the bus starts a run. */
  readonly messages: number;
  readonly runs: number;
  readonly eventsOfARun: number;
};

/** Memory of the functions, in GB, as the topology gives it. */
export const MEMORY_GB = { track: 0.5, intake: 0.5, dawn: 1, deliver: 0.5, learn: 2 } as const;

/** Lambda gives a whole core at 1,769 MB and less in proportion. */
const GB_OF_A_CORE = 1_769 / 1_024;
/** Customers that a run works on at the same time. */
const AT_ONCE = 8;
/** Requests one after another for a customer: a glance, the ledger, the commit. */
const WAITS_OF_AN_EVENT = 3;

/**
 * Over the bus every event is a run. Of what comes over HTTP every poller gathers for the window what
 * its share of the messages brings, up to a batch.
 */
export function takingOf(
  { events, by, sizing }: Workload,
  eventsOfAMessage: number,
  { assumed }: Prices,
): Taking {
  if (by === 'bus') return { messages: 0, runs: events, eventsOfARun: 1 };
  const messages = events / eventsOfAMessage;
  const { batchSize, windowSeconds } = sizing.queues.events;
  const gathered = ((messages / SECONDS_OF_A_MONTH) * windowSeconds) / assumed.busyPollers;
  const messagesOfARun = Math.min(Math.max(gathered, 1), batchSize);
  const runs = messages / messagesOfARun;
  return { messages, runs, eventsOfARun: events / runs };
}

/** Milliseconds of one invocation that works on `count` things, eight at the same time. */
export function invocationMs(
  count: number,
  cpuMs: number,
  memoryGb: number,
  { assumed }: Prices,
  waits = WAITS_OF_AN_EVENT,
): number {
  const coreShare = Math.min(memoryGb / GB_OF_A_CORE, 1);
  const working = (count * cpuMs * assumed.cpuFactor) / coreShare;
  const waiting = Math.ceil(count / AT_ONCE) * waits * assumed.dynamoDbWaitMs;
  return Math.max(working + waiting, assumed.leastInvocationMs);
}
