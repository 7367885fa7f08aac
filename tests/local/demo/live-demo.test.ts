import { describe, expect, it } from 'vitest';
import type { BusEnvelope } from '#local/bus-endpoint.ts';
import { demoShop } from '#local/demo/demo-shop.ts';
import { demoEvents } from '#local/demo/demo-world.ts';
import { liveDemo } from '#local/demo/live-demo.ts';
import { fastClock } from '#local/fast-clock.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import type { Bus } from '#shared/messaging/ports.ts';

const shop = demoShop({
  seed: 2,
  endMs: Date.UTC(2026, 10, 20),
  customers: 25,
  days: 60,
  lift: 0.12,
});
const calendar = calendarOf('Europe/Berlin');

/** A shop without a pipeline: takes events and, where asked to, says that it reminded. */
function withoutPipeline(announce?: (tell: (event: BusEnvelope) => void, nowMs: number) => void) {
  const clock = fastClock(calendar.at(shop.firstDay, 0));
  const published: { id: string; atMs: number; nowMs: number }[] = [];
  let listener: (event: BusEnvelope) => void = () => {};
  const bus: Bus = {
    publish: async (events) => {
      for (const { metadata } of events) {
        const atMs = Date.parse(metadata.occurredAt);
        published.push({ id: metadata.id, atMs, nowMs: clock.nowMs() });
      }
      announce?.(listener, clock.nowMs());
    },
    signal: async () => {},
  };
  const cloud = {
    onEvent: (heard: (event: BusEnvelope) => void) => {
      listener = heard;
      return () => {
        listener = () => {};
      };
    },
  };
  return { clock, bus, cloud, published };
}

describe('living the demo', () => {
  it('publishes every event of the world once, in order, and none before it happened', async () => {
    const { clock, bus, cloud, published } = withoutPipeline();
    const lived = await liveDemo({ cloud, clock, bus }, shop, () => {});
    const quiet = demoEvents(shop);
    expect(published.map(({ id }) => id)).toEqual(quiet.map(({ metadata }) => metadata.id));
    expect(published.every(({ atMs, nowMs }) => atMs <= nowMs)).toBe(true);
    expect(published.every(({ atMs, nowMs }) => nowMs - atMs < 86_400_000)).toBe(true);
    expect(lived.inbound).toEqual(quiet);
  });

  it('reports every day and ends at the end of the last one', async () => {
    const { clock, bus, cloud } = withoutPipeline();
    const days: number[] = [];
    await liveDemo({ cloud, clock, bus }, shop, ({ day }) => days.push(day));
    expect(days).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    expect(clock.nowMs()).toBe(calendar.at(shop.lastDay + 1, 0));
  });

  it('lets customers react to what the bus says was sent', async () => {
    const [first] = shop.customers.filter(({ kind }) => kind === 'regular');
    const customerId = first?.customerId ?? '';
    const subject = first?.habits[0]?.productId ?? '';
    let contacts = 0;
    const { clock, bus, cloud } = withoutPipeline((tell, nowMs) => {
      contacts += 1;
      for (const event of reminded(customerId, subject, `contact-${contacts}`, nowMs)) tell(event);
    });
    const lived = await liveDemo({ cloud, clock, bus }, shop, () => {});
    const answered = lived.inbound.filter(({ type }) => type === 'Reminder Answered');
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.every((event) => event.customerId === customerId)).toBe(true);
    expect(lived.world.needs().some(({ remindedDay }) => remindedDay !== undefined)).toBe(true);
  });
});

function reminded(customerId: string, subject: string, contactId: string, nowMs: number) {
  const at = new Date(nowMs).toISOString();
  const need = {
    decisionId: `d-${contactId}`,
    kind: 'replenishment',
    subject,
    probability: 0.5,
    expectedOn: at.slice(0, 10),
    reasons: [],
  };
  const contact = { contactId, sendAt: at, expiresAt: at, channel: 'email', needs: [need] };
  const sent = { contactId, decisionIds: [need.decisionId], reason: 'sent', channel: 'email' };
  return [
    envelope('Replenishment Due', customerId, `due-${contactId}`, at, contact),
    envelope('Reminder Sent', customerId, `sent-${contactId}`, at, sent),
  ];
}

const envelope = (
  type: string,
  customerId: string,
  id: string,
  occurredAt: string,
  properties: object,
): BusEnvelope => ({
  version: '0',
  id,
  'detail-type': type,
  source: 'beforehand.outbound',
  account: '000000000000',
  time: occurredAt,
  region: 'eu-central-1',
  resources: [],
  detail: { metadata: { id, occurredAt }, customerId, properties },
});
