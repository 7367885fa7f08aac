import { expect, test } from 'vitest';
import { createPoller, type Failure, failedMessages } from '#local/poller.ts';
import type { ReceivedMessage } from '#local/queue-client.ts';

const message = (id: string, receives = 1): ReceivedMessage => ({
  MessageId: id,
  ReceiptHandle: `handle-${id}`,
  MD5OfBody: '',
  Body: id,
  Attributes: {
    ApproximateReceiveCount: receives,
    SentTimestamp: '0',
    ApproximateFirstReceiveTimestamp: '0',
    SenderId: '',
  },
});

const naming = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

test.each([
  ['nothing', undefined, []],
  ['an empty list', naming(), []],
  ['one id', naming('a'), ['a']],
  ['an id that was not in the batch', naming('x'), ['a', 'b']],
  ['an empty id', naming(''), ['a', 'b']],
])('an answer with %s', (_name, answer, failed) => {
  expect([...failedMessages(answer, [message('a'), message('b')])]).toEqual(failed);
});

function aPoller(messages: ReceivedMessage[], invoke: () => Promise<ReadonlySet<string>>) {
  const log: string[] = [];
  const failures: Failure[] = [];
  const poller = createPoller({
    engine: {
      receive: async (_queue, limit) => messages.splice(0, limit),
      delete: async (_queue, handles) => void log.push(`delete ${handles.join(' ')}`),
      postpone: async (_queue, { MessageId }, seconds) =>
        void log.push(`${MessageId} in ${seconds}`),
      givenUp: (_queue, { MessageId }) => void log.push(`give up ${MessageId}`),
    },
    queue: 'events',
    functionName: 'track',
    batchSize: 10,
    maxReceives: 5,
    invoke,
    onFailure: (failure) => failures.push(failure),
  });
  return { poller, log, failures };
}

test('what succeeded is deleted, what failed comes again later, the hopeless is given up', async () => {
  const batch = [message('ok'), message('bad'), message('hopeless', 5)];
  const { poller, log, failures } = aPoller(batch, async () => new Set(['bad', 'hopeless']));
  expect(await poller.pollOnce(7)).toBe(3);
  expect(log).toEqual(['delete handle-ok', 'give up hopeless', 'bad in 7', 'hopeless in 0']);
  expect(failures).toEqual([{ functionName: 'track', error: undefined, givenUp: 1 }]);
  expect(await poller.pollOnce(7)).toBe(0);
});

test('a function that throws fails its whole batch', async () => {
  const error = new Error('no');
  const { poller, log, failures } = aPoller([message('a'), message('b')], () =>
    Promise.reject(error),
  );
  await poller.pollOnce(0);
  expect(log).toEqual(['delete ', 'a in 0', 'b in 0']);
  expect(failures).toEqual([{ functionName: 'track', error, givenUp: 0 }]);
});
