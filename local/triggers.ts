import { functions } from '#infra/topology.ts';
import { type Engines, MAX_RECEIVES, ruleQueueOf } from '#local/engines.ts';
import type { FunctionHost } from '#local/function-host.ts';
import {
  createPoller,
  type Failure,
  failedMessages,
  type Poller,
  toSqsEvent,
} from '#local/poller.ts';
import { createPump, type Pump } from '#local/pump.ts';
import type { QueueEngine } from '#local/queues.ts';
import type { Watch } from '#local/watch.ts';

/** Takes the messages of all queues to their functions. */
export function pumpOf({ queues }: Engines, host: FunctionHost, watch: Watch): Pump {
  const pollers = pollersOf({
    host,
    engine: queues,
    onFailure: watch.failed,
  });
  return createPump(pollers, async () => {
    const counts = await queues.counts();
    return pollers.reduce((sum, { queue }) => sum + (counts.get(queue) ?? 0), 0);
  });
}

const NONE: ReadonlySet<string> = new Set();

/**
 * A poller for every queue trigger and for every rule that starts a function, in the order of the
 * topology. A function whose handler is missing gets none: its messages wait.
 */
function pollersOf(options: {
  readonly host: FunctionHost;
  readonly engine: QueueEngine;
  readonly onFailure: (failure: Failure) => void;
}): Poller[] {
  const { host } = options;
  const rest = {
    engine: options.engine,
    maxReceives: MAX_RECEIVES,
    onFailure: options.onFailure,
  };
  return functions
    .filter(({ name }) => !host.missing.includes(name))
    .flatMap(({ name, triggers }) =>
      triggers.flatMap((trigger) => {
        if (trigger.kind === 'queue') {
          const { queue, batchSize } = trigger;
          return [
            createPoller({
              ...rest,
              queue,
              functionName: name,
              batchSize,
              invoke: async (messages) =>
                failedMessages(await host.invoke(name, toSqsEvent(queue, messages)), messages),
            }),
          ];
        }
        if (trigger.kind === 'rule') {
          return [
            createPoller({
              ...rest,
              queue: ruleQueueOf(name),
              functionName: name,
              batchSize: 1,
              invoke: async (messages) => {
                for (const message of messages) await host.invoke(name, JSON.parse(message.Body));
                return NONE;
              },
            }),
          ];
        }
        return [];
      }),
    );
}
