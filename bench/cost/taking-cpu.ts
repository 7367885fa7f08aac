import type { Context } from 'aws-lambda';
import { benchClock } from '#bench/bench-clock.ts';
import { countingBus } from '#bench/counting-bus.ts';
import { openTables } from '#bench/embedded-tables.ts';
import { countTracked } from '#functions/track/count-tracked.ts';
import { type TrackDeps, trackEvents } from '#functions/track/track-events.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { BUS_SOURCES } from '#shared/messaging/sources.ts';
import { handlerOf } from '#shared/runtime/any-handler.ts';
import { count } from '#shared/runtime/figures.ts';
import { asOnlyMessage } from '#shared/runtime/queue-handler.ts';

/** Events of a batch, about as the queue gathers them for the usual month. */
const BATCH = 15;
/** The first rounds warm the code up; of all, the least disturbed counts. */
const ROUNDS = 6;

/** Takes events, of which none was seen before. */
type Take = (deps: TrackDeps, events: readonly InboundEvent[]) => Promise<void>;

const inBatches: Take = async (deps, events) => {
  const messages = events.map((event) => ({ messageId: event.metadata.id, body: event }));
  for (let from = 0; from < messages.length; from += BATCH) {
    await trackEvents(deps, messages.slice(from, from + BATCH));
  }
};

/** Each event as a run of its own, with everything that a handler does around it. */
const alone: Take = async (deps, events) => {
  const handler = handlerOf({
    busEvent: asOnlyMessage(async (messages) =>
      countTracked(count, await trackEvents(deps, messages)),
    ),
  });
  for (const event of events) await handler(envelopeOf(event), context);
};

/**
 * Milliseconds of user time that track takes for an event, with its SDK clients: in a batch, and
 * alone. System time says more about the machine of the bench than about the code, and is in the
 * bill's factor.
 */
export async function takingCpuMs(
  shop: ShopSettings,
  events: readonly InboundEvent[],
): Promise<{ readonly cpuMs: number; readonly cpuMsAlone: number }> {
  const cpuMs = await leastCpuMs(shop, events, inBatches);
  return { cpuMs, cpuMsAlone: await leastCpuMs(shop, events, alone) };
}

async function leastCpuMs(
  shop: ShopSettings,
  events: readonly InboundEvent[],
  take: Take,
): Promise<number> {
  const last = events.at(-1);
  if (last === undefined) throw new Error('there are no events to take');
  const clock = benchClock(Date.parse(last.metadata.occurredAt));
  const tables = await openTables({ dataDir: 'memory', shop, clock, bus: countingBus() });
  let leastMs = Number.POSITIVE_INFINITY;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const ofNewCustomers = events.map((event) => ({
        ...event,
        customerId: `${event.customerId}-${round}`,
      }));
      const { user: startedUs } = process.threadCpuUsage();
      await take(tables, ofNewCustomers);
      const { user: endedUs } = process.threadCpuUsage();
      leastMs = Math.min(leastMs, (endedUs - startedUs) / 1e3 / events.length);
    }
    return leastMs;
  } finally {
    await tables.close();
  }
}

/** The event as a rule of the bus hands it over. */
const envelopeOf = ({ type, ...detail }: InboundEvent) => ({
  version: '0',
  id: detail.metadata.id,
  'detail-type': type,
  source: BUS_SOURCES.inbound,
  account: '000000000000',
  time: detail.metadata.occurredAt,
  region: 'us-east-1',
  resources: [],
  detail,
});

const context: Context = {
  callbackWaitsForEmptyEventLoop: true,
  functionName: 'track',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:track',
  memoryLimitInMB: '512',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  logGroupName: 'track',
  logStreamName: 'bench',
  getRemainingTimeInMillis: () => 60_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
