import type { FastClock } from '#local/fast-clock.ts';
import type { LocalCloud } from '#local/start-local-cloud.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import type { Bus } from '#shared/messaging/ports.ts';
import type { DemoShop } from './demo-shop.ts';
import { type DemoWorld, demoWorld } from './demo-world.ts';
import { openWitness, type Witness } from './witness.ts';

/** How far the demo is. */
export type DemoProgress = {
  readonly day: number;
  readonly days: number;
  readonly events: number;
  readonly reminders: number;
  readonly alarms: number;
};

export type LivedDemo = {
  readonly world: DemoWorld;
  readonly witness: Witness;
  readonly inbound: readonly InboundEvent[];
};

/** Local hours at which the shop hands over what happened since the last one. */
const HANDOVER_HOURS = [15, 24] as const;

/**
 * Lives all days of the demo through the real pipeline: each day's events go onto the bus in a few
 * batches, the clock runs, and what was really sent that day changes what customers do next.
 */
export async function liveDemo(
  { cloud, clock, bus }: { cloud: Pick<LocalCloud, 'onEvent'>; clock: FastClock; bus: Bus },
  shop: DemoShop,
  onDay: (progress: DemoProgress) => void,
): Promise<LivedDemo> {
  const calendar = calendarOf(shop.settings.timeZone);
  const world = demoWorld(shop);
  const witness = openWitness(calendar.dayOf);
  const inbound: InboundEvent[] = [];
  let reminders = 0;
  let alarms = 0;
  const unlisten = cloud.onEvent((envelope) => {
    witness.saw(envelope);
    if (envelope['detail-type'] === 'Customer At Risk') alarms += 1;
  });
  for (let day = shop.firstDay; day <= shop.lastDay; day += 1) {
    const events = world.eventsOfDay(day);
    inbound.push(...events);
    for (const [untilMs, batch] of handovers(events, handoverInstants(day, calendar.at))) {
      await clock.advanceTo(untilMs);
      if (batch.length > 0) await bus.publish(batch);
    }
    for (const reminder of witness.newReminders()) {
      world.sawReminder(reminder);
      reminders += 1;
    }
    const days = shop.lastDay - shop.firstDay + 1;
    onDay({ day: day - shop.firstDay + 1, days, events: inbound.length, reminders, alarms });
  }
  await clock.advanceTo(clock.nowMs());
  unlisten();
  return { world, witness, inbound };
}

const handoverInstants = (day: number, at: (day: number, hour: number) => number): number[] =>
  HANDOVER_HOURS.map((hour) => (hour === 24 ? at(day + 1, 0) : at(day, hour)));

/** Each event goes with the first handover after it. */
function handovers(
  events: readonly InboundEvent[],
  instants: readonly number[],
): (readonly [number, readonly InboundEvent[]])[] {
  let fromMs = Number.NEGATIVE_INFINITY;
  return instants.map((untilMs) => {
    const batch = events.filter(({ metadata }) => {
      const atMs = Date.parse(metadata.occurredAt);
      return atMs >= fromMs && atMs < untilMs;
    });
    fromMs = untilMs;
    return [untilMs, batch] as const;
  });
}
