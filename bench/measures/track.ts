import { join } from 'node:path';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { benchClock } from '#bench/bench-clock.ts';
import { benchShop } from '#bench/bench-shop.ts';
import { countingBus } from '#bench/counting-bus.ts';
import { openTables } from '#bench/embedded-tables.ts';
import { counted, type Figure, type Measure, type MeasureContext } from '#bench/figure.ts';
import { perSecond, type Times, timed } from '#bench/timing.ts';
import { trackEvents } from '#functions/track/track-events.ts';
import type { DemoShop } from '#local/demo/demo-shop.ts';
import { demoEvents } from '#local/demo/demo-world.ts';
import { fastClock } from '#local/fast-clock.ts';
import { localClientConfig } from '#local/loopback.ts';
import { BUS_NAME } from '#local/process-settings.ts';
import { startLocalCloud } from '#local/start-local-cloud.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { eventBridgeBus } from '#shared/messaging/event-bridge-bus.ts';

/** Messages that the queue hands to the function at once. */
const BATCH = 100;

/** Events through the real code and real SDK clients into the embedded DynamoDB on disk. */
export const track: Measure = {
  name: 'track',
  title: 'Events end to end, embedded DynamoDB on disk',
  run: async (context) => {
    const shop = benchShop(75);
    const events = demoEvents(shop).slice(0, context.quick ? 300 : 2_000);
    const times = context.quick ? { warmUps: 1, runs: 2 } : { warmUps: 1, runs: 3 };
    const alone = await throughTrack(shop, events, times, context);
    context.say('through the whole local cloud');
    const whole = await throughCloud(shop, events, times, context);
    return {
      figures: [...alone, whole],
      notes: [
        `${events.length} events of the demo shop a run, each run with new customers`,
        'trackEvents: batches of 100 as the queue hands them over, bus counted in memory',
        'whole cloud: PutEvents to the bus, rule, queue journalled on disk, track, until idle',
      ],
    };
  },
};

async function throughTrack(
  shop: DemoShop,
  events: readonly InboundEvent[],
  times: Times,
  { folder }: MeasureContext,
): Promise<Figure[]> {
  const bus = countingBus();
  const clock = benchClock(endOf(shop));
  const dataDir = join(folder, 'track');
  const tables = await openTables({ dataDir, shop: shop.settings, clock, bus });
  let applied = 0;
  try {
    const timing = await timed(
      times,
      (run) => inBatches(ofOthers(events, run)),
      async (batches) => {
        for (const batch of batches) applied += (await trackEvents(tables, batch)).applied;
      },
    );
    const lost = events.length * (times.warmUps + times.runs) - applied;
    return [
      perSecond('trackEvents', 'events', events.length, timing),
      counted('events not applied', 'events', lost, 0),
    ];
  } finally {
    await tables.close();
  }
}

async function throughCloud(
  shop: DemoShop,
  events: readonly InboundEvent[],
  times: Times,
  { folder }: MeasureContext,
): Promise<Figure> {
  const clock = fastClock(endOf(shop));
  const dataDir = join(folder, 'cloud');
  const cloud = await startLocalCloud({ dataDir, shop: shop.settings, clock, inbox: false });
  const client = new EventBridgeClient(localClientConfig(cloud.endpoints.eventBridge));
  try {
    const bus = eventBridgeBus(client, BUS_NAME);
    const timing = await timed(
      times,
      (run) => ofOthers(events, run),
      async (theirs) => {
        await bus.publish(theirs);
        await cloud.idle();
      },
    );
    const failure = cloud.failures().at(-1);
    if (failure !== undefined) throw new Error('a function failed', { cause: failure.error });
    return perSecond('whole local cloud', 'events', events.length, timing);
  } finally {
    client.destroy();
    await cloud.stop();
  }
}

const endOf = (shop: DemoShop): number =>
  calendarOf(shop.settings.timeZone).at(shop.lastDay + 1, 0);

/** The same events of customers whom no other run has. */
const ofOthers = (events: readonly InboundEvent[], run: number): InboundEvent[] =>
  events.map((event) => ({ ...event, customerId: `${event.customerId}-${run}` }));

function inBatches(events: readonly InboundEvent[]) {
  const messages = events.map((body) => ({ messageId: body.metadata.id, body }));
  const batches: (typeof messages)[] = [];
  for (let from = 0; from < messages.length; from += BATCH) {
    batches.push(messages.slice(from, from + BATCH));
  }
  return batches;
}
