import { BUS_SOURCES } from '#shared/messaging/sources.ts';
import { busRules } from './bus-rules.ts';
import type { FunctionSpec, QueueName } from './function-spec.ts';
import { functions } from './topology.ts';

/** An EventBridge pattern of the two fields that all our rules keep to. */
export type BusPattern = {
  readonly source: readonly string[];
  readonly 'detail-type'?: readonly string[];
};

/** The pattern of each rule whose events are the work of a queue. */
export const queuePatterns: readonly {
  readonly queue: QueueName;
  readonly pattern: BusPattern;
  readonly atOnce: boolean;
}[] = busRules.map(({ queue, source, detailTypes, atOnce = false }) => ({
  queue,
  atOnce,
  pattern: {
    source: [BUS_SOURCES[source]],
    ...(detailTypes === undefined ? {} : { 'detail-type': detailTypes }),
  },
}));

/** The queue that holds what the function could not do when an event of the bus started it at once. */
export const queueBehind = ({ triggers }: FunctionSpec): QueueName | undefined =>
  triggers.flatMap((trigger) =>
    trigger.kind === 'queue' && isAtOnce(trigger.queue) ? [trigger.queue] : [],
  )[0];

const isAtOnce = (queue: QueueName): boolean =>
  busRules.some((rule) => rule.queue === queue && rule.atOnce === true);

/** The pattern of each rule that starts a function directly; such rules listen to our own events. */
export const functionPatterns: readonly {
  readonly functionName: FunctionSpec['name'];
  readonly pattern: BusPattern;
}[] = functions.flatMap(({ name, triggers }) =>
  triggers.flatMap((trigger) =>
    trigger.kind === 'rule'
      ? [
          {
            functionName: name,
            pattern: { source: [BUS_SOURCES.outbound], 'detail-type': trigger.detailTypes },
          },
        ]
      : [],
  ),
);

/** Whether the event is one the pattern asks for: every named field has one of the listed values. */
export const matchesPattern = (
  pattern: BusPattern,
  event: { readonly source: string; readonly 'detail-type': string },
): boolean =>
  pattern.source.includes(event.source) &&
  (pattern['detail-type']?.includes(event['detail-type']) ?? true);
