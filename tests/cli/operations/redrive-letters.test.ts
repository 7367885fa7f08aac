import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { PlaceQueues } from '#cli/operations/place.ts';
import { sendBack, workThrough } from '#cli/operations/redrive/redrive-letters.ts';

const sqs = mockClient(SQSClient);
const queue = { name: 'events', url: 'https://sqs/events-dead', backTo: 'https://sqs/events' };

const queuesWith = (rerun: PlaceQueues['rerun'] = async () => false): PlaceQueues => ({
  client: new SQSClient({ region: 'eu-central-1' }),
  deadLetters: [queue],
  work: new Map(),
  submit: async () => {},
  rerun,
});

const letters = (...bodies: string[]) =>
  bodies.map((Body, nth) => ({ Body, MessageId: `m-${nth}`, ReceiptHandle: `r-${Body}` }));

/** The queue hands these out, one group after the other, and then nothing. */
function receiving(...groups: Message[][]): void {
  sqs.on(ReceiveMessageCommand).callsFake(() => ({ Messages: groups.shift() ?? [] }));
}

beforeEach(() => {
  sqs.reset();
  sqs.on(GetQueueAttributesCommand).resolves({ Attributes: { ApproximateNumberOfMessages: '3' } });
  receiving(letters('{"a":1}', '{"a":2}', '{"a":3}'));
  sqs.on(DeleteMessageBatchCommand).resolves({ Successful: [], Failed: [] });
  sqs.on(ChangeMessageVisibilityBatchCommand).resolves({ Successful: [], Failed: [] });
});

const receiptsOf = (command: typeof DeleteMessageBatchCommand) =>
  sqs
    .commandCalls(command)
    .flatMap(({ args }) => args[0].input.Entries?.map(({ ReceiptHandle }) => ReceiptHandle));
const givenBack = () =>
  sqs
    .commandCalls(ChangeMessageVisibilityBatchCommand)
    .flatMap(({ args }) => args[0].input.Entries ?? [])
    .map(({ ReceiptHandle, VisibilityTimeout }) => [ReceiptHandle, VisibilityTimeout]);

const all = () => true;

describe('a letter', () => {
  /** What is shown of messages as they come out of the queue. */
  async function shown(...messages: Message[]) {
    receiving(messages);
    const taken: unknown[] = [];
    await workThrough(queuesWith(), queue, all, async (some) => {
      taken.push(...some);
      return [];
    });
    return taken;
  }
  const message = (body: string, more: Partial<Message> = {}): Message => ({
    ...letters(body)[0],
    ...more,
  });

  it('tells when it was sent and why it failed, with personal data masked', async () => {
    const reason = { DataType: 'String', StringValue: 'nobody at sam@example.com' };
    const [letter] = await shown(
      message('{"email":"sam@example.com"}', {
        Attributes: { SentTimestamp: '1772532000000' },
        MessageAttributes: { ERROR_MESSAGE: reason },
      }),
    );
    expect(letter).toMatchObject({ kind: 'dead', from: 'events', atMs: 1_772_532_000_000 });
    const { reasons, content } = z
      .object({ reasons: z.array(z.string()), content: z.string() })
      .parse(letter);
    expect(reasons).toHaveLength(1);
    expect(reasons.join()).toContain('nobody at');
    expect(content).toContain('email');
    expect(reasons.join() + content).not.toContain('sam@example.com');
  });

  it('tells the error of a run that failed and shows what had started it', async () => {
    const run = {
      requestPayload: { kind: 'learn' },
      responsePayload: { errorMessage: 'no table' },
    };
    expect(await shown(message(JSON.stringify(run)))).toMatchObject([
      { reasons: ['no table'], content: '{"kind":"learn"}' },
    ]);
  });

  it('says that it failed where nobody says why, and shows what was no JSON as such', async () => {
    const [letter] = await shown(message('a,b'));
    expect(letter).toMatchObject({ reasons: ['failed each time it was tried'] });
    const { content } = z.object({ content: z.string() }).parse(letter);
    expect(content).toContain('notJson');
  });

  it('has the id of its content, however often it moves', async () => {
    const found = await shown(
      message('{"a":1}'),
      message('{"a":2}', { MessageId: 'm-2' }),
      message('{"a":1}', { MessageId: 'moved', ReceiptHandle: 'r-moved' }),
    );
    const [one, other, again] = z.array(z.object({ id: z.string().length(32) })).parse(found);
    expect(again?.id).toBe(one?.id);
    expect(other?.id).not.toBe(one?.id);
  });
});

describe('working through a dead-letter queue', () => {
  it('deletes only what the other queue accepted and gives the rest back at once', async () => {
    sqs.on(SendMessageBatchCommand).resolves({
      Successful: [
        { Id: '0', MessageId: 'x', MD5OfMessageBody: '' },
        { Id: '2', MessageId: 'y', MD5OfMessageBody: '' },
      ],
      Failed: [{ Id: '1', SenderFault: false, Code: 'Throttled' }],
    });
    const queues = queuesWith();
    const worked = await workThrough(queues, queue, all, sendBack(queues, queue, []));
    expect(worked).toEqual({ chosen: 3, done: 2, left: 0 });
    expect(receiptsOf(DeleteMessageBatchCommand)).toEqual(['r-{"a":1}', 'r-{"a":3}']);
    expect(givenBack()).toEqual([['r-{"a":2}', 0]]);
  });

  it('loses nothing when sending breaks off: nothing is deleted, all is given back', async () => {
    sqs.on(SendMessageBatchCommand).rejects(new Error('connection lost'));
    const queues = queuesWith();
    const working = workThrough(queues, queue, all, sendBack(queues, queue, []));
    await expect(working).rejects.toThrow('connection lost');
    expect(receiptsOf(DeleteMessageBatchCommand)).toEqual([]);
    expect(givenBack()).toHaveLength(3);
  });

  it('says how many were sent but not deleted, which come again and do no harm', async () => {
    sqs.on(SendMessageBatchCommand).resolves({
      Successful: ['0', '1', '2'].map((Id) => ({ Id, MessageId: Id, MD5OfMessageBody: '' })),
      Failed: [],
    });
    sqs.on(DeleteMessageBatchCommand).resolves({
      Successful: [],
      Failed: [{ Id: '1', SenderFault: false, Code: 'InternalError' }],
    });
    const queues = queuesWith();
    const worked = await workThrough(queues, queue, all, sendBack(queues, queue, []));
    expect(worked).toEqual({ chosen: 3, done: 3, left: 1 });
  });

  it('leaves what comes back with the content that was just sent', async () => {
    receiving(letters('{"a":1}'), [
      { Body: '{"a":1}', MessageId: 'again', ReceiptHandle: 'r-again' },
    ]);
    sqs.on(SendMessageBatchCommand).resolves({
      Successful: [{ Id: '0', MessageId: 'x', MD5OfMessageBody: '' }],
      Failed: [],
    });
    const queues = queuesWith();
    const worked = await workThrough(queues, queue, all, sendBack(queues, queue, []));
    expect(worked).toMatchObject({ chosen: 1, done: 1 });
    expect(givenBack()).toEqual([['r-again', 0]]);
  });

  it('ends although what it does not want comes back to it again and again', async () => {
    sqs.on(ReceiveMessageCommand).resolves({ Messages: letters('{"a":1}', '{"a":2}') });
    const worked = await workThrough(
      queuesWith(),
      queue,
      () => false,
      async () => [],
    );
    expect(worked).toEqual({ chosen: 0, done: 0, left: 0 });
  });

  it('corrects what it sends back', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
    const queues = queuesWith();
    const send = sendBack(queues, queue, [{ path: 'a', value: 7 }]);
    await workThrough(queues, queue, all, send);
    const [call] = sqs.commandCalls(SendMessageBatchCommand);
    expect(call?.args[0].input.Entries?.map(({ MessageBody }) => MessageBody)).toEqual([
      '{"a":7}',
      '{"a":7}',
      '{"a":7}',
    ]);
  });

  it('corrects and sends back what is in the record of a run that failed', async () => {
    const run = { requestPayload: { a: 1 }, responsePayload: { errorMessage: 'no table' } };
    receiving(letters(JSON.stringify(run)));
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });
    const queues = queuesWith();
    await workThrough(queues, queue, all, sendBack(queues, queue, [{ path: 'a', value: 7 }]));
    const [call] = sqs.commandCalls(SendMessageBatchCommand);
    expect(call?.args[0].input.Entries?.map(({ MessageBody }) => MessageBody)).toEqual(['{"a":7}']);
  });

  it('starts runs of functions again by what started them', async () => {
    const started: unknown[] = [];
    const run = { requestPayload: { source: 's' }, responsePayload: { errorMessage: 'no table' } };
    receiving(letters(JSON.stringify(run), '{"kind":"learn"}'));
    const queues = queuesWith(async (payload) => {
      started.push(payload);
      return started.length === 1;
    });
    const runs = { ...queue, backTo: undefined };
    const worked = await workThrough(queues, runs, all, sendBack(queues, runs, []));
    expect(worked).toEqual({ chosen: 2, done: 1, left: 0 });
    expect(started).toEqual([{ source: 's' }, { kind: 'learn' }]);
  });
});
