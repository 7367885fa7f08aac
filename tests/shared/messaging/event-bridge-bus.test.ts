import {
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsCommandOutput,
  type PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import { type KpisReported, kpisReported, outboundEvent } from '#shared/contracts/outbound.ts';
import { eventBridgeBus } from '#shared/messaging/event-bridge-bus.ts';

const searched = (id: string, customerId = 'C-1'): InboundEvent =>
  inboundEvent.parse({
    type: 'Products Searched',
    metadata: { id, occurredAt: '2026-03-01T09:30:00+01:00' },
    customerId,
    properties: {},
  });
const accepted = (count: number): PutEventsCommandOutput => ({
  $metadata: {},
  FailedEntryCount: 0,
  Entries: Array.from({ length: count }, (_, index) => ({ EventId: `e-${index}` })),
});
const atOnce = async () => {};

/** Larger than intake lets in, but the bus need not know that. */
const viewed = (id: string, category: string): InboundEvent => ({
  type: 'Product Viewed',
  metadata: { id, occurredAt: '2026-03-01T09:30:00Z', schemaVersion: 1 },
  customerId: 'C-1',
  properties: { productId: 'P-1', category },
});

/** A bus on a client that answers as told; `requests` are the entries of each request. */
function busThatAnswers(...answers: readonly PutEventsCommandOutput[]) {
  const stub = mockClient(EventBridgeClient);
  const behaviour = stub.on(PutEventsCommand);
  for (const answer of answers) behaviour.resolvesOnce(answer);
  const last = answers.at(-1);
  if (last !== undefined) behaviour.resolves(last);
  return {
    bus: eventBridgeBus(new EventBridgeClient({}), 'shop-bus', atOnce),
    requests: () =>
      stub.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries ?? []),
  };
}
const idsOf = (entries: readonly PutEventsRequestEntry[]): string[] =>
  entries.map(
    ({ Detail = '' }) =>
      inboundEvent.parse({ type: 'Products Searched', ...JSON.parse(Detail) }).metadata.id,
  );

test('an inbound event crosses as its name and detail under the inbound source', async () => {
  const { bus, requests } = busThatAnswers(accepted(1));
  await bus.publish([searched('e-1')]);
  const [entry] = requests()[0] ?? [];
  expect(entry).toMatchObject({
    EventBusName: 'shop-bus',
    Source: 'beforehand.inbound',
    DetailType: 'Products Searched',
  });
  expect(JSON.parse(entry?.Detail ?? '')).toEqual({
    metadata: { id: 'e-1', occurredAt: '2026-03-01T09:30:00+01:00', schemaVersion: 1 },
    customerId: 'C-1',
    properties: {},
  });
});

test('what we say about a customer, about the shop and about ourselves is outbound', async () => {
  const { bus, requests } = busThatAnswers(accepted(2));
  const metadata = { id: 'o-1', occurredAt: '2026-03-01T09:30:00Z' };
  const settled = outboundEvent.parse({
    type: 'Forecast Settled',
    metadata,
    customerId: 'C-1',
    properties: { decisionId: 'D-1', kind: 'replenishment', happened: true, probability: 0.4 },
  });
  const reported: KpisReported = kpisReported.parse({
    type: 'KPIs Reported',
    metadata,
    properties: { asOf: '2026-03-01', figures: [] },
  });
  await bus.publish([settled, reported]);
  await bus.signal('Dawn Completed', { asOf: '2026-03-01', segments: 4 });
  const entries = requests().flat();
  expect(entries.map(({ DetailType }) => DetailType)).toEqual([
    'Forecast Settled',
    'KPIs Reported',
    'Dawn Completed',
  ]);
  expect(new Set(entries.map(({ Source }) => Source))).toEqual(new Set(['beforehand.outbound']));
  expect(entries[1]?.Detail).not.toContain('customerId');
  expect(entries[2]?.Detail).toBe('{"asOf":"2026-03-01","segments":4}');
});

test('ten events at most go in one request, in order, and none is no request', async () => {
  const { bus, requests } = busThatAnswers(accepted(10));
  await bus.publish([]);
  expect(requests()).toEqual([]);
  await bus.publish(Array.from({ length: 21 }, (_, index) => searched(`e-${index}`)));
  expect(requests().map((entries) => entries.length)).toEqual([10, 10, 1]);
  expect(idsOf(requests().flat())).toEqual(Array.from({ length: 21 }, (_, index) => `e-${index}`));
});

test('a request stays within 256 KB, counted in bytes', async () => {
  const { bus, requests } = busThatAnswers(accepted(10));
  const views = Array.from({ length: 5 }, (_, index) => viewed(`v-${index}`, 'ж'.repeat(50_000)));
  await bus.publish(views);
  expect(requests().map((entries) => entries.length)).toEqual([2, 2, 1]);
  await expect(bus.signal('Too Big', { text: 'x'.repeat(262_144) })).rejects.toThrow(RangeError);
});

test('only the entries that the bus refused are offered again', async () => {
  const partly = {
    $metadata: {},
    FailedEntryCount: 1,
    Entries: [{ EventId: 'a' }, { ErrorCode: 'ThrottlingException' }, { EventId: 'c' }],
  };
  const { bus, requests } = busThatAnswers(partly, accepted(1));
  await bus.publish(['e-0', 'e-1', 'e-2'].map((id) => searched(id)));
  expect(requests().map(idsOf)).toEqual([['e-0', 'e-1', 'e-2'], ['e-1']]);
});

test('entries that stay refused are an error that says how many', async () => {
  const none = { ErrorCode: 'InternalFailure' };
  const { bus, requests } = busThatAnswers(
    { $metadata: {}, FailedEntryCount: 1, Entries: [none, { EventId: 'b' }] },
    { $metadata: {}, FailedEntryCount: 1, Entries: [none] },
  );
  const publishing = bus.publish([searched('e-0'), searched('e-1')]);
  await expect(publishing).rejects.toThrow('bus shop-bus refused 1 of 2 events');
  expect(requests()).toHaveLength(5);
});
