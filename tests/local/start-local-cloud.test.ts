import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fastClock } from '#local/fast-clock.ts';
import { type LocalCloud, startLocalCloud } from '#local/start-local-cloud.ts';
import { BUS_SOURCES, DAWN_COMPLETED } from '#shared/messaging/sources.ts';
import { documentStore } from '#shared/store/document-store.ts';
import { aShop, fixtureFunctions } from './fixtures/a-shop.ts';
import { publishOrders } from './fixtures/publish-orders.ts';

const START_MS = Date.UTC(2026, 0, 1);
const clock = fastClock(START_MS);
let cloud: LocalCloud;

beforeAll(async () => {
  cloud = await startLocalCloud({
    dataDir: 'memory',
    shop: aShop(),
    clock,
    inbox: true,
    functionsFolder: fixtureFunctions,
  });
});
afterAll(() => cloud.stop());

async function itemsOf(table: string, key: string, value: string) {
  const answer = await new DynamoDBClient({}).send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: `${key} = :value`,
      ExpressionAttributeValues: { ':value': { S: value } },
    }),
  );
  return answer.Items ?? [];
}

const seenIds = async () => (await itemsOf('ledger', 'customer', 'seen')).map((i) => i['entry']?.S);

test('events put on the bus reach the function of their queue', async () => {
  const answer = await publishOrders(new EventBridgeClient({}), ['plain-1', 'plain-2']);
  expect(answer.FailedEntryCount).toBe(0);
  expect(await seenIds()).not.toContain('plain-1');
  await cloud.idle();
  expect(await seenIds()).toEqual(expect.arrayContaining(['plain-1', 'plain-2']));
});

test('an event of a foreign source is accepted and goes nowhere', async () => {
  const Entries = [
    {
      Source: 'someone.else',
      DetailType: 'Order Completed',
      Detail: '{"metadata":{"id":"foreign"}}',
    },
  ];
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries }));
  await cloud.idle();
  expect(await seenIds()).not.toContain('foreign');
});

test('of a call the entry whose detail is no JSON object is refused alone', async () => {
  const entry = (Detail: string) => ({ Source: BUS_SOURCES.inbound, DetailType: 'Any', Detail });
  const answer = await new EventBridgeClient({}).send(
    new PutEventsCommand({
      Entries: [entry('{"metadata":{"id":"good"}}'), entry('[1'), entry('[]')],
    }),
  );
  expect(answer.FailedEntryCount).toBe(2);
  expect(answer.Entries?.map((result) => result.ErrorCode)).toEqual([
    undefined,
    'MalformedDetail',
    'MalformedDetail',
  ]);
});

test('a message that keeps failing is tried five times and ends alone in the dead-letter queue', async () => {
  const failuresBefore = cloud.failures().length;
  await publishOrders(new EventBridgeClient({}), ['poison-1', 'beside-poison']);
  await cloud.idle();
  const backlog = await cloud.backlog();
  expect(backlog.get('events')).toBe(0);
  expect(backlog.get('events-dead-letters')).toBe(1);
  expect(await seenIds()).toContain('beside-poison');
  const failures = cloud.failures().slice(failuresBefore);
  expect(failures.map((failure) => failure.givenUp)).toEqual([0, 0, 0, 0, 1]);
  const dead = await new SQSClient({}).send(
    new ReceiveMessageCommand({
      QueueUrl: `${cloud.endpoints.sqs}/000000000000/events-dead-letters`,
      MessageSystemAttributeNames: ['All'],
    }),
  );
  expect(dead.Messages?.[0]?.Body).toContain('poison-1');
});

test('a rule on a detail-type starts its function with the event', async () => {
  const Entries = [
    { Source: BUS_SOURCES.outbound, DetailType: DAWN_COMPLETED, Detail: '{"asOf":"2026-01-01"}' },
  ];
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries }));
  await cloud.idle();
  const [reported] = await itemsOf('insights', 'kind', 'reported');
  expect(reported?.['detail']?.S).toBe('{"asOf":"2026-01-01"}');
});

test('messages to a phone, a device, a topic and an address are kept in the inbox', async () => {
  const sns = new SNSClient({});
  const seq = cloud.messages(0).at(-1)?.seq ?? 0;
  const sms = await sns.send(
    new PublishCommand({ PhoneNumber: '+4915100000000', Message: 'Hallo' }),
  );
  const TargetArn = 'arn:aws:sns:us-east-1:000000000000:endpoint/GCM/app/device';
  await sns.send(new PublishCommand({ TargetArn, Message: '{"default":"Hi"}' }));
  const TopicArn = process.env['SUPPORT_TOPIC_ARN'];
  await sns.send(new PublishCommand({ TopicArn, Subject: 'Case', Message: 'Call them' }));
  await new SESv2Client({}).send(
    new SendEmailCommand({
      FromEmailAddress: 'shop@example.com',
      Destination: { ToAddresses: ['customer@example.com'] },
      Content: {
        Simple: {
          Subject: { Data: 'Soon' },
          Body: { Text: { Data: 'Text & <b>' }, Html: { Data: '<p>Html</p>' } },
          Headers: [{ Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' }],
        },
      },
    }),
  );
  const messages = cloud.messages(seq);
  expect(messages.map(({ channel, to, text }) => [channel, to, text])).toEqual([
    ['sms', '+4915100000000', 'Hallo'],
    ['push', TargetArn, '{"default":"Hi"}'],
    ['topic', 'support', 'Call them'],
    ['email', 'customer@example.com', 'Text & <b>'],
  ]);
  expect(messages[0]).toMatchObject({ messageId: sms.MessageId, atMs: clock.nowMs() });
  expect(messages[3]?.headers).toMatchObject({
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });

  const listed = await fetch(`${cloud.inbox}?since=${seq}`);
  expect(await listed.json()).toEqual({ messages });
  const page = await (await fetch(cloud.inbox, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('Text &amp; &lt;b&gt;');
});

test('the HTTP API hands a request over as API Gateway does and returns the answer', async () => {
  const answer = await fetch(`${cloud.http}/v1/events?a=1&a=2`, {
    method: 'POST',
    body: '{"say":"ä"}',
    headers: { 'content-type': 'application/json', 'X-Upper': 'Kept' },
  });
  expect(answer.status).toBe(202);
  expect(answer.headers.get('x-secret')).toBe(cloud.intakeSecret);
  expect(await answer.json()).toMatchObject({
    version: '2.0',
    routeKey: 'POST /v1/events',
    rawPath: '/v1/events',
    rawQueryString: 'a=1&a=2',
    queryStringParameters: { a: '1,2' },
    headers: { 'content-type': 'application/json', 'x-upper': 'Kept' },
    body: '{"say":"ä"}',
    isBase64Encoded: false,
    requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1' }, timeEpoch: clock.nowMs() },
  });
});

test('a body that is not text is handed over in base64', async () => {
  const body = Buffer.from([0xff, 0xfe, 0x00]);
  const answer = await fetch(`${cloud.http}/v1/events`, { method: 'POST', body });
  expect(await answer.json()).toMatchObject({ body: '//4A', isBase64Encoded: true });
});

test('path parameters are named as in the route, and an answer without a status is a body', async () => {
  const answer = await fetch(`${cloud.http}/r/abc%20d`);
  expect([answer.status, await answer.json()]).toEqual([200, 'abc d']);
});

test('a function that throws is a 500 without its message, and is remembered', async () => {
  const answer = await fetch(`${cloud.http}/v1/events?break=1`, { method: 'POST' });
  expect([answer.status, await answer.text()]).toEqual([
    500,
    '{"message":"Internal Server Error"}',
  ]);
  expect(cloud.failures().at(-1)?.error).toMatchObject({ message: 'broken as asked' });
});

test('an unknown route is a 404', async () => {
  expect((await fetch(`${cloud.http}/v1/nothing`)).status).toBe(404);
});

test('a notification reaches the function that listens to them', async () => {
  await cloud.notify('{"bounce":1}');
  const [notified] = await itemsOf('insights', 'kind', 'notified');
  expect(notified?.['id']?.S).toBe('{"bounce":1}');
});

test('time that is moved runs what is due at its instant and skips empty quarter hours', async () => {
  const startMs = clock.nowMs();
  const documents = documentStore(new DynamoDBClient({}), 'insights');
  const sendAtMs = startMs + 3 * 86_400_000 + 10 * 3_600_000;
  const Detail = JSON.stringify({ customerId: 'C7', properties: { sendAtMs } });
  const Entries = [{ Source: BUS_SOURCES.outbound, DetailType: 'Replenishment Due', Detail }];
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries }));

  const startedMs = performance.now();
  await clock.advanceTo(startMs + 10 * 86_400_000);
  expect(performance.now() - startedMs).toBeLessThan(5_000);

  const ticks = (await documents.list('tick')).map(({ document }) => document);
  expect(ticks).toContainEqual({ at: new Date(sendAtMs).toISOString(), sent: ['C7'] });
  expect(ticks.length).toBeLessThan(20);
  expect(clock.nowMs()).toBe(startMs + 10 * 86_400_000);
});

test('functions whose handler is not there are named, and their messages wait', async () => {
  expect(cloud.missing).toContain('alert');
  /* Only uploads start it, and there are no buckets here. */
  expect(cloud.missing).not.toContain('import');
  const Entries = [
    { Source: BUS_SOURCES.outbound, DetailType: 'Customer At Risk', Detail: '{"customerId":"C1"}' },
  ];
  await new EventBridgeClient({}).send(new PutEventsCommand({ Entries }));
  await cloud.idle();
  expect((await cloud.backlog()).get('alerts')).toBe(1);
});

test('a message sent to a queue directly reaches its function too', async () => {
  await new SQSClient({}).send(
    new SendMessageCommand({
      QueueUrl: `${cloud.endpoints.sqs}/000000000000/events`,
      MessageBody: '{"detail":{"metadata":{"id":"direct"}}}',
    }),
  );
  await cloud.idle();
  expect(await seenIds()).toContain('direct');
});

test('the inbox is shown to nobody who comes by another name', async () => {
  const { status } = await cloudRequest(cloud.inbox, 'evil.example.com');
  expect(status).toBe(403);
});

async function cloudRequest(
  address: string,
  host: string,
): Promise<{ status: number | undefined }> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(address, { headers: { host } }, (answer) => {
      answer.resume();
      resolve({ status: answer.statusCode });
    })
      .on('error', reject)
      .end();
  });
}
