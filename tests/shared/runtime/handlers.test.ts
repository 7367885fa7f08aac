import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FORMATS } from '#shared/config/formats.ts';
import { handlerOf } from '#shared/runtime/any-handler.ts';
import { busEventHandler } from '#shared/runtime/bus-event-handler.ts';
import { httpHandler } from '#shared/runtime/http-handler.ts';
import { asOnlyMessage, type QueueMessage, queueHandler } from '#shared/runtime/queue-handler.ts';
import { scheduleHandler } from '#shared/runtime/schedule-handler.ts';
import eventBridge from './fixtures/event-bridge.json' with { type: 'json' };
import httpApi from './fixtures/http-api.json' with { type: 'json' };
import scheduledRule from './fixtures/scheduled-rule.json' with { type: 'json' };
import sns from './fixtures/sns.json' with { type: 'json' };
import sqs from './fixtures/sqs.json' with { type: 'json' };
import { invocation } from './invocation.ts';
import { writtenLines } from './written-lines.ts';

const [first = '', second = ''] = sqs.Records.map(({ messageId }) => messageId);
let logged: readonly string[] = [];

beforeEach(() => {
  logged = writtenLines();
});
afterEach(() => vi.restoreAllMocks());

test('a queue message arrives with its JSON, and one that is no JSON with its text', async () => {
  const seen: QueueMessage[] = [];
  const handler = queueHandler(async (messages) => {
    seen.push(...messages);
    return { failed: [] };
  });
  expect(await handler(sqs, invocation)).toEqual({ batchItemFailures: [] });
  expect(seen).toMatchObject([
    { messageId: first, receiveCount: 1, body: { 'detail-type': 'Products Searched' } },
    { messageId: second, receiveCount: 3, body: undefined, text: '{"broken": ' },
  ]);
});

test('the messages that failed are answered for redelivery, and only those', async () => {
  const handler = queueHandler(async () => ({ failed: [second] }));
  expect(await handler(sqs, invocation)).toEqual({
    batchItemFailures: [{ itemIdentifier: second }],
  });
});

test('a message of a newer version comes again, while the others are worked on', async () => {
  const body = JSON.stringify({ format: FORMATS.message.readable + 1, bundle: ['C-1'] });
  const seen: string[] = [];
  const handler = queueHandler(async (messages) => {
    seen.push(...messages.map(({ messageId }) => messageId));
    return { failed: [] };
  });
  const newer = {
    Records: [
      ...sqs.Records,
      ...sqs.Records.slice(1).map((one) => ({ ...one, messageId: 'newer', body })),
    ],
  };
  expect(await handler(newer, invocation)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'newer' }],
  });
  expect(seen).toEqual([first, second]);
  const line = logged.find((one) => one.includes('"newer"')) ?? '';
  expect(JSON.parse(line)).toMatchObject({
    level: 'ERROR',
    messageId: 'newer',
    format: 2,
  });
});

test('naming a message that is not in the batch is refused, for it would fail them all', async () => {
  const handler = queueHandler(async () => ({ failed: ['stranger'] }));
  await expect(handler(sqs, invocation)).rejects.toThrow('no message stranger is in this batch');
});

test('what is thrown is logged with its cause and thrown on, without the event', async () => {
  const cause = new Error('connection lost');
  const handler = queueHandler(async () => {
    throw new Error('table customers cannot be reached', { cause });
  });
  await expect(handler(sqs, invocation)).rejects.toMatchObject({ cause });
  const [line = ''] = logged;
  expect(JSON.parse(line)).toMatchObject({
    level: 'ERROR',
    functionName: 'track',
    correlationId: invocation.awsRequestId,
    error: { message: 'table customers cannot be reached', cause: { message: 'connection lost' } },
  });
  expect(line).not.toContain('Products Searched');
});

test('an invocation that went well says nothing', async () => {
  await queueHandler(async () => ({ failed: [] }))(sqs, invocation);
  expect(logged).toEqual([]);
});

test('an HTTP request is answered with what the use case says', async () => {
  const handler = httpHandler(async ({ rawPath, body }) => ({
    statusCode: 200,
    body: `${rawPath} ${body}`,
  }));
  expect(await handler(httpApi, invocation)).toEqual({ statusCode: 200, body: '/v1/events {}' });
});

test("an HTTP failure is logged under the caller's correlation id", async () => {
  const handler = httpHandler(async () => {
    throw new Error('no bus');
  });
  await expect(handler(httpApi, invocation)).rejects.toThrow('no bus');
  expect(JSON.parse(logged[0] ?? '')).toMatchObject({ correlationId: 'caller-7' });
});

test('a schedule hands over its payload', async () => {
  const payloads: unknown[] = [];
  const handler = scheduleHandler(async (payload) => {
    payloads.push(payload);
  });
  await handler({ kind: 'tick' }, invocation);
  expect(payloads).toEqual([{ kind: 'tick' }]);
});

test('a rule hands over the name of the event and what it says', async () => {
  const taken: unknown[] = [];
  const handler = busEventHandler(async (message) => {
    taken.push(message);
  });
  await handler(eventBridge, invocation);
  const [name, detail] = ['Dawn Completed', { asOf: '2026-03-01', segments: 4 }];
  expect(taken).toEqual([{ name, detail, envelope: eventBridge }]);
});

test('an event of the bus is the only message of a batch, and a run that leaves it fails', async () => {
  const batches: unknown[] = [];
  const failing = { failed: [] as string[] };
  const handler = handlerOf({
    busEvent: asOnlyMessage(async (messages) => {
      batches.push(
        messages.map(({ messageId, body, text }) => [messageId, body, JSON.parse(text)]),
      );
      return failing;
    }),
  });
  await expect(handler(eventBridge, invocation)).resolves.toBeUndefined();
  expect(batches).toEqual([[[eventBridge.id, eventBridge, eventBridge]]]);
  failing.failed.push(eventBridge.id);
  await expect(handler(eventBridge, invocation)).rejects.toThrow(eventBridge.id);
});

test('an event of a newer version that starts a run is left to the queue unread', async () => {
  const process = vi.fn(async () => ({ failed: [] }));
  const handler = handlerOf({ busEvent: asOnlyMessage(process) });
  await expect(handler({ ...eventBridge, format: 99 }, invocation)).rejects.toThrow(eventBridge.id);
  expect(process).toHaveBeenCalledWith([]);
});

test('a notification arrives with its topic, id and message', async () => {
  const taken: unknown[] = [];
  const handler = handlerOf({
    notification: async (notifications) => {
      taken.push(...notifications);
    },
  });
  await handler(sns, invocation);
  expect(taken).toEqual([
    {
      messageId: '95df01b4-ee98-5cb9-9903-4c221d41eb5e',
      topicArn: 'arn:aws:sns:eu-central-1:000000000000:ses',
      message: '{"notificationType":"Bounce"}',
      publishedAt: '2026-03-01T12:45:07.000Z',
    },
  ]);
});

const all = handlerOf({
  queue: async (messages) => ({ failed: messages.map(({ messageId }) => messageId) }),
  http: async () => ({ statusCode: 204 }),
  notification: async (notifications) => tell('notification', notifications.length),
  busEvent: async ({ name }) => tell('busEvent', name),
  schedule: async (payload) => tell('schedule', payload),
});
const told: unknown[] = [];
const tell = async (...words: unknown[]): Promise<void> => {
  told.push(words);
};

test.each([
  ['a queue', sqs, { batchItemFailures: [{ itemIdentifier: first }, { itemIdentifier: second }] }],
  ['HTTP', httpApi, { statusCode: 204 }],
])('a function with several triggers answers %s as such', async (_, event, answer) => {
  expect(await all(event, invocation)).toEqual(answer);
});

test.each([
  ['a notification', sns, ['notification', 1]],
  ['a rule', eventBridge, ['busEvent', 'Dawn Completed']],
  ['a schedule', { kind: 'tick' }, ['schedule', { kind: 'tick' }]],
  ['a scheduled rule', scheduledRule, ['schedule', scheduledRule]],
])('a function with several triggers tells %s by its shape', async (_, event, words) => {
  told.length = 0;
  await all(event, invocation);
  expect(told).toEqual([words]);
});

test('an event of a trigger that the function does not have is refused', async () => {
  const handler = handlerOf({ schedule: async () => {} });
  await expect(handler(sqs, invocation)).rejects.toThrow('this function has no queue trigger');
});
