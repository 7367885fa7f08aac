import { SQSClient } from '@aws-sdk/client-sqs';
import { CliError, EXIT } from '#cli/cli-error.ts';
import { openData } from '#cli/open-data.ts';
import { localClientConfig } from '#local/loopback.ts';
import { openQueuesOf } from '#local/open-queues.ts';
import { readRuntime } from '#local/runtime-file.ts';
import { sqsQueue } from '#shared/messaging/sqs-queue.ts';
import type { Place, PlaceQueues } from './place.ts';

/** The data of a local shop, whether it is being served or not. @throws CliError as `openData`. */
export async function openFolder(dataDir: string): Promise<Place> {
  const data = await openData(dataDir);
  let opened: Promise<Opened> | undefined;
  return {
    ...data,
    title: `folder ${dataDir}`,
    environment: undefined,
    sendingOtherwise: 'on',
    queues: () => {
      opened ??= openLocalQueues(dataDir);
      return opened;
    },
    close: async () => {
      await (await opened)?.close();
      await data.close();
    },
  };
}

type Opened = PlaceQueues & { close(): Promise<void> };

/** Those of the instance that serves the folder, or else those that its last run left behind. */
async function openLocalQueues(dataDir: string): Promise<Opened> {
  const runtime = await readRuntime(dataDir);
  if (runtime?.sqs === undefined && runtime?.pid !== process.pid) {
    throw new CliError(
      `another command has the queues of ${dataDir}`,
      'Wait until it has ended, then try again.',
      EXIT.couldNotRun,
    );
  }
  const { endpoint, urls, close } = await openQueuesOf(dataDir, runtime.sqs);
  const client = new SQSClient(localClientConfig(endpoint));
  const events = urls.get('events')?.url ?? '';
  return {
    client,
    work: new Map([...urls].map(([name, { url }]) => [name, url])),
    deadLetters: [...urls].map(([name, { url, deadLetters }]) => ({
      name,
      url: deadLetters,
      backTo: url,
    })),
    submit: (given) => sqsQueue(client, events).send(given),
    /* Every function of a local shop is started from a queue, and its messages go back there. */
    rerun: async () => false,
    close: async () => {
      client.destroy();
      await close();
    },
  };
}
