import { runDawn } from '#functions/dawn/run-dawn.ts';
import { isContactEvent, plannedRow } from '#functions/dispatch/contact-event.ts';
import { trackEvents } from '#functions/track/track-events.ts';
import type { DemoShop } from '#local/demo/demo-shop.ts';
import { demoWorld } from '#local/demo/demo-world.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import type { BusEvent } from '#shared/messaging/bus-entry.ts';
import type { SheetRow } from '#shared/store/ports.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { benchClock } from './bench-clock.ts';
import type { Used } from './capacity-meter.ts';
import { countingBus } from './counting-bus.ts';
import { deliverTo } from './delivery.ts';
import { type EmbeddedTables, openTables } from './embedded-tables.ts';

/** What one event, taken alone, used. */
export type TrackedEvent = {
  readonly type: InboundEvent['type'];
  readonly used: Readonly<Record<'customers' | 'ledger', Used>>;
};
/** What the dawn of one day used, and for how many customers something changed. */
export type LivedDawn = {
  readonly customers: number;
  readonly changed: number;
  readonly used: Used;
};

export type LivedDemo = {
  readonly tables: EmbeddedTables;
  readonly tracked: readonly TrackedEvent[];
  readonly dawns: readonly LivedDawn[];
  readonly delivered: number;
};

const DAWN_HOUR = 4;

/**
 * Lives the demo shop day by day in tables in memory: a dawn pass at four, each event in a batch of
 * its own, and due contacts delivered at their hour. Customers do not react to what they are told.
 * Only customers, ledger and contacts are in tables: lists and sums of a pass are not looked at.
 */
export async function liveDemo(shop: DemoShop, onDay: (day: number) => void): Promise<LivedDemo> {
  const calendar = calendarOf(shop.settings.timeZone);
  const world = demoWorld(shop);
  const clock = benchClock(calendar.at(shop.firstDay, 0));
  let due: SheetRow[] = [];
  const bus = countingBus((event) => due.push(...dueOf(event)));
  const opened = await openTables({ dataDir: 'memory', shop: shop.settings, clock, bus });
  const tables = { ...opened, documents: memoryDocumentStore() };
  const tracked: TrackedEvent[] = [];
  const dawns: LivedDawn[] = [];
  let delivered = 0;

  const deliverUntil = async (untilMs: number): Promise<void> => {
    const now = due.filter(({ sendAtMs }) => sendAtMs <= untilMs);
    due = due.filter(({ sendAtMs }) => sendAtMs > untilMs);
    for (const { sendAtMs, customerId, contactId } of now) {
      clock.moveTo(sendAtMs);
      if ((await deliverTo(tables, { customerId, contactId })) === 'sent') delivered += 1;
    }
  };
  for (let day = shop.firstDay; day <= shop.lastDay; day += 1) {
    clock.moveTo(calendar.at(day, DAWN_HOUR));
    tables.capacity.take();
    const { customers, changed } = await runDawn(tables, { asOfDay: day, quiet: false });
    dawns.push({ customers, changed, used: tables.capacity.take().customers });
    for (const event of world.eventsOfDay(day)) {
      const atMs = Date.parse(event.metadata.occurredAt);
      await deliverUntil(atMs);
      clock.moveTo(atMs);
      tables.capacity.take();
      await trackEvents(tables, [{ messageId: event.metadata.id, body: event }]);
      tracked.push({ type: event.type, used: tables.capacity.take() });
    }
    await deliverUntil(calendar.at(day + 1, 0));
    onDay(day - shop.firstDay + 1);
  }
  return { tables, tracked, dawns, delivered };
}

/** The row that an event would put on the day sheet. */
function dueOf(event: BusEvent): SheetRow[] {
  const row = isContactEvent(event) ? plannedRow(event) : undefined;
  return row === undefined ? [] : [row];
}
