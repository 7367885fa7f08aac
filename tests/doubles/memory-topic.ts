import type { Topic } from '#shared/messaging/ports.ts';
import { type Step, stepping } from './step.ts';

type TopicMessage = Parameters<Topic['publish']>[0];

/** A topic that remembers what was published. */
export function memoryTopic(step?: Step): Topic & { readonly published: readonly TopicMessage[] } {
  const published: TopicMessage[] = [];
  const run = stepping('topic', step);

  return {
    published,
    publish: (message) =>
      run('publish', () => {
        published.push(structuredClone(message));
      }),
  };
}
