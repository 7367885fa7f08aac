import type { PipelineFunction } from '#infra/constructs/pipeline-function.ts';
import type { WorkQueue } from '#infra/constructs/work-queue.ts';
import type { QueueName } from '#infra/function-spec.ts';
import { namespaceOf, type Watched } from '#infra/operations/watched.ts';
import type { DataStack } from '#infra/stacks/data-stack.ts';

/** The names of what the stacks have made, for those who watch it. */
export function watchedOf(made: {
  readonly name: string;
  readonly data: DataStack;
  readonly queues: ReadonlyMap<QueueName, WorkQueue>;
  readonly functions: ReadonlyMap<string, PipelineFunction>;
}): Watched {
  const { customers, ledger, contacts, insights } = made.data.tables;
  return {
    namespace: namespaceOf(made.name),
    tables: {
      customers: customers.tableName,
      ledger: ledger.tableName,
      contacts: contacts.tableName,
      insights: insights.tableName,
    },
    queues: new Map(
      [...made.queues].map(([name, { queue, deadLetters }]) => [
        name,
        { queue: queue.queueName, deadLetters: deadLetters.queueName },
      ]),
    ),
    functions: new Map(
      [...made.functions].map(
        ([
          name,
          {
            function: { functionName },
            deadLetters,
          },
        ]) => [name, { functionName, deadLetters: deadLetters?.queueName }],
      ),
    ),
  };
}
