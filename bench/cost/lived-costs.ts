import { benchClock } from '#bench/bench-clock.ts';
import { deliverTo } from '#bench/delivery.ts';
import { type EmbeddedTables, openTables } from '#bench/embedded-tables.ts';
import { openCasesAfterDawn } from '#functions/alert/open-cases.ts';
import { takeCaseEvents } from '#functions/alert/take-case-events.ts';
import { runDawn } from '#functions/dawn/run-dawn.ts';
import type { Delivery } from '#functions/deliver/deps.ts';
import {
  type ContactEvent,
  isContactEvent,
  plannedRow,
} from '#functions/dispatch/contact-event.ts';
import { handOutDue } from '#functions/dispatch/hand-out-due.ts';
import { planContacts } from '#functions/dispatch/plan-contacts.ts';
import { trackEvents } from '#functions/track/track-events.ts';
import { localTableName } from '#local/database.ts';
import type { DemoShop } from '#local/demo/demo-shop.ts';
import { demoWorld } from '#local/demo/demo-world.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { type BusEvent, detailOf } from '#shared/messaging/bus-entry.ts';
import { daySheet } from '#shared/store/day-sheet.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryTopic } from '#tests/doubles/memory-topic.ts';
import { costMeter, type Spent } from './cost-meter.ts';
import { countedBus } from './counted-bus.ts';

export type LivedCosts = {
  readonly tables: EmbeddedTables;
  readonly events: readonly InboundEvent[];
  readonly sent: number;
  /** Messages of the queues behind decisions, and messages to the support team's topic. */
  readonly queueMessages: number;
  readonly topicMessages: number;
  readonly taking: Spent;
  /** Dawn's decisions and settling, day sheet, delivery, cases: what exists because something is said. */
  readonly telling: Spent;
};

const DAWN_HOUR = 4;
const RISK = ['Customer At Risk', 'Customer Recovered', 'Customer Lost'];

/**
 * Lives the demo shop day by day through the use cases of all functions between event and reminder,
 * with every request to the tables and every event of the bus counted. Lists, sums and progress of a
 * dawn pass are not in it: they grow with pages, not with customers, and are counted by a pass of many.
 */
export async function liveAndCount(
  shop: DemoShop,
  onDay: (day: number) => void,
): Promise<LivedCosts> {
  const journey = await openJourney(shop);
  const { tables, world, clock, calendar } = journey;
  for (let day = shop.firstDay; day <= shop.lastDay; day += 1) {
    clock.moveTo(calendar.at(day, DAWN_HOUR));
    await journey.telling(async () => {
      const quietly = { ...tables, documents: memoryDocumentStore() };
      await runDawn(quietly, { asOfDay: day, quiet: false });
    });
    await journey.telling(() => openCasesAfterDawn(journey.alertDeps));
    for (const event of world.eventsOfDay(day)) {
      await journey.sendUntil(Date.parse(event.metadata.occurredAt));
      await journey.taking(async () => {
        await trackEvents(tables, [{ messageId: event.metadata.id, body: event }]);
      });
      journey.events.push(event);
    }
    await journey.sendUntil(calendar.at(day + 1, 0));
    onDay(day - shop.firstDay + 1);
  }
  return journey.result();
}

async function openJourney(shop: DemoShop) {
  const calendar = calendarOf(shop.settings.timeZone);
  const clock = benchClock(calendar.at(shop.firstDay, 0));
  const bus = countedBus();
  const tables = await openTables({ dataDir: 'memory', shop: shop.settings, clock, bus });
  const topic = memoryTopic();
  const alertDeps = { ...tables, topic };
  const contacts = dueContacts(tables);
  const [taking, telling] = [costMeter(tables, bus), costMeter(tables, bus)];
  const events: InboundEvent[] = [];
  let queueMessages = 0;
  tables.capacity.take();

  /** What the events of ours set off: cases and the day sheet. */
  const passOn = async (published: readonly BusEvent[]): Promise<void> => {
    const planned = published.filter(isContactEvent);
    const risks = published.filter(({ type }) => RISK.includes(type));
    queueMessages += planned.length + risks.length;
    await contacts.plan(planned);
    await takeCaseEvents(alertDeps, risks.map(queueMessage));
  };
  const passOnAll = async (first: readonly BusEvent[]): Promise<void> => {
    for (let published = first; published.length > 0; ) {
      const given = published;
      published = await telling.measure(() => passOn(given));
    }
  };
  const tell = async (work: () => Promise<unknown>): Promise<void> =>
    passOnAll(await telling.measure(work));

  return {
    tables,
    calendar,
    clock,
    events,
    alertDeps,
    world: demoWorld(shop),
    telling: tell,
    taking: async (work: () => Promise<unknown>): Promise<void> =>
      passOnAll(await taking.measure(work)),
    /** Hands out and delivers what falls due before `untilMs`. */
    sendUntil: async (untilMs: number): Promise<void> => {
      for (let at = contacts.next(); at !== undefined && at <= untilMs; at = contacts.next()) {
        const atMs = at;
        clock.moveTo(atMs);
        await tell(() => contacts.handOut(atMs));
        for (const to of contacts.takeHandedOut()) await tell(() => contacts.deliver(to));
      }
      clock.moveTo(untilMs);
    },
    result: (): LivedCosts => ({
      tables,
      events,
      sent: contacts.counts.sent,
      queueMessages: queueMessages + contacts.counts.handedOut,
      topicMessages: topic.published.length,
      taking: taking.spent(),
      telling: telling.spent(),
    }),
  };
}

/** The day sheet and the queue behind it. */
function dueContacts(tables: EmbeddedTables) {
  const { clock } = tables;
  const sheet = daySheet(tables.client, localTableName('insights'));
  const counts = { handedOut: 0, sent: 0 };
  let handedOut: Delivery[] = [];
  const deliveries = {
    send: async (given: readonly Delivery[]): Promise<void> => {
      handedOut.push(...given);
    },
  };
  let instants: number[] = [];
  return {
    plan: async (events: readonly ContactEvent[]): Promise<void> => {
      await planContacts({ ...tables, sheet }, events.map(queueMessage));
      const planned = events.flatMap((event) => plannedRow(event)?.sendAtMs ?? []);
      instants = [...instants, ...planned].sort((one, other) => one - other);
    },
    /** When the next contact falls due. */
    next: (): number | undefined => instants[0],
    /** Hands out what is due now, at `atMs`. */
    handOut: async (atMs: number): Promise<void> => {
      instants = instants.filter((other) => other !== atMs);
      await handOutDue({ sheet, deliveries, clock, isSendingOn: async () => true });
    },
    takeHandedOut: (): readonly Delivery[] => {
      const taken = handedOut;
      handedOut = [];
      counts.handedOut += taken.length;
      return taken;
    },
    deliver: async (to: Delivery): Promise<void> => {
      if ((await deliverTo(tables, to)) === 'sent') counts.sent += 1;
    },
    counts,
  };
}

/** An event as EventBridge hands it to a queue. */
const queueMessage = (event: BusEvent) => ({
  messageId: event.metadata.id,
  body: { 'detail-type': event.type, detail: detailOf(event) },
});
