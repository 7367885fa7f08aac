import { passSegment } from '#functions/dawn/pass-segment.ts';
import { deliverContact } from '#functions/deliver/deliver-contact.ts';
import type { DeliverDeps, Delivery } from '#functions/deliver/deps.ts';
import { deliverSteps } from '#functions/deliver/steps.ts';
import { handOutDue } from '#functions/dispatch/hand-out-due.ts';
import { planContacts } from '#functions/dispatch/plan-contacts.ts';
import { type TrackDeps, trackEvents } from '#functions/track/track-events.ts';
import { busRules } from '#infra/bus-rules.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { type BusEvent, detailOf } from '#shared/messaging/bus-entry.ts';
import { phoneBook } from '#shared/messaging/phone-book.ts';
import type { Bus, Queue } from '#shared/messaging/ports.ts';
import { isErased } from '#shared/pipeline/tombstones.ts';
import type { Clock } from '#shared/runtime/clock.ts';
import type { CustomerStore } from '#shared/store/ports.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { memoryBus } from '#tests/doubles/memory-bus.ts';
import { memoryContactStore } from '#tests/doubles/memory-contact-store.ts';
import { memoryCustomerStore } from '#tests/doubles/memory-customer-store.ts';
import { memoryDaySheet } from '#tests/doubles/memory-day-sheet.ts';
import { memoryDocumentStore } from '#tests/doubles/memory-document-store.ts';
import { memoryLedger } from '#tests/doubles/memory-ledger.ts';
import { memoryQuarantine } from '#tests/doubles/memory-quarantine.ts';
import { buggyDelivery } from './buggy-delivery.ts';
import { mailboxOf } from './mailbox.ts';
import { type Bug, buggyStore } from './planted-bugs.ts';
import { randomFrom } from './random.ts';
import { schedulerOf } from './scheduler.ts';
import { type Witness, witnessOf } from './witness.ts';

const MINUTE_MS = 60_000;
const DUE_EVENTS = busRules.find(({ queue }) => queue === 'due')?.detailTypes ?? [];
const shop = shopWith();
const calendar = calendarOf(shop.timeZone);
const model = defaultModel();

export type World = ReturnType<typeof worldOf>;

/**
 * The real track, dawn and deliver code on doubles of everything around it. Whatever the code
 * awaits, the world may let others go first, or let the worker die there.
 */
export function worldOf(seed: number, bug: Bug | undefined) {
  const random = randomFrom(seed);
  const chaos = { crash: 0.02, repeat: 0.1 };
  const scheduler = schedulerOf(random, () => chaos.crash);
  const step = (name: string): Promise<void> => scheduler.step(name);
  const time = { nowMs: Date.UTC(2025, 2, 3, 6) };
  const sending = { isOn: true };
  const clock: Clock = { nowMs: () => time.nowMs };

  const events = mailboxOf<InboundEvent>(random, () => chaos.repeat);
  const due = mailboxOf<BusEvent>(random, () => chaos.repeat);
  const deliveries = mailboxOf<Delivery>(random, () => chaos.repeat);
  const customers = memoryCustomerStore(step, {
    onCommit: (committed) => witness.sawCommit(committed),
  });
  const ledger = memoryLedger(step);
  const sheet = memoryDaySheet(step);
  const announced = memoryBus(step);
  const documents = memoryDocumentStore(step);
  const witness: Witness = witnessOf({ scheduler, stored: customers.stored });

  const bus: Bus = {
    signal: announced.signal,
    publish: async (published) => {
      await step('bus.publish:before');
      for (const event of published) {
        witness.sawAnnouncement(event);
        if (DUE_EVENTS.includes(event.type)) due.put(event);
      }
      await step('bus.publish:after');
    },
  };
  const watched: CustomerStore = witness.watching(buggyStore(customers, bus, bug));
  const pipeline = {
    customers: watched,
    ledger,
    bus,
    clock,
    shop,
    calendar,
    isErased: (customerId: string) => isErased(documents, customerId),
    model: async () => model,
  };
  const contacts = memoryContactStore(step);
  const quarantine = memoryQuarantine(step);
  const onFailure = (): void => {};
  const track: TrackDeps = {
    ...pipeline,
    contacts,
    quarantine,
    onFailure,
  };
  const deliver: DeliverDeps = {
    ...pipeline,
    contacts,
    documents,
    phones: phoneBook(documents, 'a secret of the simulation'),
    linkSecret: 'a secret of the simulation',
    isSendingOn: () => isSendingOn(bug === 'no-switch'),
    sender: {
      send: async (message) => {
        await step('sender.send:before');
        witness.sawMessage(message);
        if (!sending.isOn) witness.violations.push('a message was sent while sending was off');
        await step('sender.send:after');
        return { providerMessageId: message.contactId };
      },
    },
    steps: deliverSteps,
  };

  const isSendingOn = async (isIgnored: boolean): Promise<boolean> => {
    await step('sending:read');
    return isIgnored || sending.isOn;
  };

  const trackSome = async (): Promise<void> => {
    const taken = events.take(1 + random.below(5));
    const byId = new Map(taken.map(({ id, message }) => [String(id), message]));
    const ended = await scheduler.start(async () => {
      const messages = [...byId].map(([messageId, body]) => ({ messageId, body }));
      const { failed } = await trackEvents(track, messages);
      for (const { id } of taken) if (!failed.includes(String(id))) events.acknowledge(id);
    });
    for (const { id } of taken) events.giveBack(id);
    if (ended === 'done') witness.tracked += taken.length;
  };

  const passDawn = async (): Promise<void> => {
    await scheduler.start(async () => {
      const asOfDay = calendar.dayOf(time.nowMs);
      await passSegment(
        { ...pipeline, documents, onFailure },
        { asOfDay, segment: 0, segments: 1, quiet: false },
      );
    });
  };

  const planSome = async (): Promise<void> => {
    const taken = due.take(3);
    const messages = taken.map(({ id, message }) => ({
      messageId: String(id),
      body: { 'detail-type': message.type, detail: detailOf(message) },
    }));
    await scheduler.start(async () => {
      const { failed } = await planContacts(
        { ...pipeline, sheet, quarantine, onFailure },
        messages,
      );
      for (const { id } of taken) if (!failed.includes(String(id))) due.acknowledge(id);
    });
    for (const { id } of taken) due.giveBack(id);
  };

  const deliveryQueue: Queue<Delivery> = {
    send: async (messages) => {
      await step('queue.send:before');
      for (const message of messages) deliveries.put(message);
      await step('queue.send:after');
    },
  };
  const handOut = async (): Promise<void> => {
    await scheduler.start(async () => {
      await handOutDue({
        sheet,
        deliveries: deliveryQueue,
        clock,
        isSendingOn: () => isSendingOn(false),
      });
    });
  };

  const deliverOne = async (): Promise<void> => {
    for (const { id, message } of deliveries.take(1)) {
      await scheduler.start(async () => {
        const ended = await deliverContact(buggyDelivery(deliver, message, bug), message);
        if (ended !== 'busy') deliveries.acknowledge(id);
      });
      deliveries.giveBack(id);
    }
  };

  return {
    random,
    chaos,
    scheduler,
    calendar,
    witness,
    stores: { customers, ledger },
    time,
    jobs: { trackSome, passDawn, planSome, handOut, deliverOne },
    waiting: () => events.size() + due.size() + deliveries.size() + sheet.stored.size,
    produce: (event: InboundEvent): void => {
      witness.sawEvent(event);
      events.put(event);
      if (random.chance(chaos.repeat)) events.put(event);
    },
    /** Only between runs, when no worker is in the middle of anything. */
    turnSending: (state: 'on' | 'off'): void => {
      sending.isOn = state === 'on';
    },
    pass: (minutes: number): void => {
      time.nowMs += minutes * MINUTE_MS;
    },
  };
}
