import type { QueueName, TableName } from '#infra/function-spec.ts';
import { functions, queueNames } from '#infra/topology.ts';
import type { StackResource, StackView } from './stack-resources.ts';

export type TableNames = Readonly<Record<TableName, string>>;

/** What the parts of a deployed environment are called there. */
export type EnvironmentNames = {
  readonly tables: TableNames;
  readonly bus: string;
  /** Bounces, complaints and answers to text messages come in by this topic. */
  readonly notifications: string;
  /** Address of the HTTP API; undefined when the stack does not say. */
  readonly api: string | undefined;
  readonly queues: ReadonlyMap<QueueName, { readonly url: string; readonly deadLetters: string }>;
  /** Where runs of a function wait that nobody waited for and that failed each time. */
  readonly functionDeadLetters: ReadonlyMap<string, string>;
};

/**
 * Finds them among the resources of the two stacks, by type and by the logical id that the CDK makes
 * of a construct's path: its words, then eight hexadecimal digits.
 * @throws Error that names what is missing.
 */
export function namesOf(data: StackView, pipeline: StackView): EnvironmentNames {
  const ofData = finder(data);
  const ofPipeline = finder(pipeline);
  const table = (name: TableName): string =>
    ofData.one(['AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table'], `${name}-table`);
  return {
    tables: {
      customers: table('customers'),
      ledger: table('ledger'),
      contacts: table('contacts'),
      insights: table('insights'),
    },
    bus: ofData.one(['AWS::Events::EventBus'], 'bus'),
    notifications: ofData.one(['AWS::SNS::Topic'], 'notifications-topic'),
    api: [...pipeline.outputs].find(([key]) => key === 'apiaddress')?.[1],
    queues: new Map(
      queueNames.map((name) => [
        name,
        {
          url: ofPipeline.one([QUEUE], `${name}-queue`),
          deadLetters: ofPipeline.one([QUEUE], `${name}-queue/dead-letters`),
        },
      ]),
    ),
    functionDeadLetters: new Map(
      functions.flatMap(({ name }) => {
        const found = ofPipeline.find([QUEUE], `${name}/dead-letters`);
        return found === undefined ? [] : [[name, found.name] as const];
      }),
    ),
  };
}

const QUEUE = 'AWS::SQS::Queue';

function finder({ stack, resources }: StackView) {
  const find = (types: readonly string[], path: string): StackResource | undefined => {
    const words = path.replaceAll(/[^A-Za-z0-9]/g, '');
    return resources.find(
      ({ type, logicalId }) =>
        types.includes(type) &&
        logicalId.length === words.length + HASH_DIGITS &&
        logicalId.startsWith(words),
    );
  };
  return {
    find,
    one: (types: readonly string[], path: string): string => {
      const found = find(types, path);
      if (found === undefined) throw new Error(`stack ${stack} has no ${path} (${types[0]})`);
      return found.name;
    },
  };
}

const HASH_DIGITS = 8;
