import { sqsQueue } from '#shared/messaging/sqs-queue.ts';
import { handlerOf } from '#shared/runtime/any-handler.ts';
import { sqsClient } from '#shared/runtime/clients.ts';
import { setting } from '#shared/runtime/env.ts';
import { count } from '#shared/runtime/figures.ts';
import { logFailure } from '#shared/runtime/log.ts';
import { pipelineDeps } from '#shared/runtime/pipeline-deps.ts';
import { runSegment } from './run-dawn.ts';
import { type SegmentMessage, segmentMessage } from './segment-pass.ts';
import { startDawn } from './start-dawn.ts';

const deps = {
  ...pipelineDeps(),
  count,
  onFailure: (customerId: string, error: unknown) =>
    logFailure('left out of today’s pass', customerId, error),
};
const queue = sqsQueue<SegmentMessage>(sqsClient(), setting('DAWN_QUEUE_URL'));
const segments = setting('DAWN_SEGMENTS');

export const handler = handlerOf({
  schedule: () => startDawn({ ...deps, queue, segments }),
  queue: async (messages) => {
    for (const { body } of messages) {
      await runSegment(deps, { ...segmentMessage.parse(body), quiet: false });
    }
    return { failed: [] };
  },
});
