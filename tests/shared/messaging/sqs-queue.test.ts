import {
  SendMessageBatchCommand,
  type SendMessageBatchCommandOutput,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { sqsQueue } from '#shared/messaging/sqs-queue.ts';

const URL = 'http://127.0.0.1:9324/000000000000/deliver';
const atOnce = async () => {};

/** A queue that takes all but the ids it is told to refuse, request by request. */
function queueThatRefuses(...refused: readonly (readonly string[])[]) {
  const stub = mockClient(SQSClient);
  let request = 0;
  stub.on(SendMessageBatchCommand).callsFake(({ Entries }): SendMessageBatchCommandOutput => {
    const now = refused[Math.min(request, refused.length - 1)] ?? [];
    request += 1;
    const ids: string[] = Entries.map(({ Id }: { Id: string }) => Id);
    const isRefused = (Id: string): boolean => now.includes(Id);
    return {
      $metadata: {},
      Successful: ids
        .filter((Id) => !isRefused(Id))
        .map((Id) => ({ Id, MessageId: `m-${Id}`, MD5OfMessageBody: '' })),
      Failed: ids
        .filter(isRefused)
        .map((Id) => ({ Id, SenderFault: false, Code: 'ServiceUnavailable' })),
    };
  });
  return {
    queue: sqsQueue<unknown>(new SQSClient({ md5: false }), URL, atOnce),
    bodies: () =>
      stub
        .commandCalls(SendMessageBatchCommand)
        .map(({ args }) => (args[0].input.Entries ?? []).map(({ MessageBody }) => MessageBody)),
  };
}

test('messages go as JSON, ten at most in one request', async () => {
  const { queue, bodies } = queueThatRefuses();
  await queue.send(Array.from({ length: 11 }, (_, index) => ({ index, text: 'да' })));
  expect(bodies().map((batch) => batch.length)).toEqual([10, 1]);
  expect(bodies()[1]).toEqual(['{"index":10,"text":"да"}']);
});

test('no messages are no request', async () => {
  const { queue, bodies } = queueThatRefuses();
  await queue.send([]);
  expect(bodies()).toEqual([]);
});

test('only the messages that the queue refused are offered again', async () => {
  const { queue, bodies } = queueThatRefuses(['1'], []);
  await queue.send(['a', 'b', 'c']);
  expect(bodies()).toEqual([['"a"', '"b"', '"c"'], ['"b"']]);
});

test('messages that stay refused are an error that says how many', async () => {
  const { queue, bodies } = queueThatRefuses(['1', '2']);
  await expect(queue.send(['a', 'b', 'c'])).rejects.toThrow(`queue ${URL} refused 2 of 3 messages`);
  expect(bodies()).toHaveLength(5);
});
