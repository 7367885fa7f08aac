import { queueBehind } from '#infra/bus-patterns.ts';
import type {
  FunctionSpec,
  QueueName,
  TableAction,
  TableName,
  TopicName,
} from '#infra/function-spec.ts';
import { ADDRESS_QUEUES } from '#infra/topology.ts';

/** Actions that a function may ask of something, in words for those who review its role. */
export type StatedRight = {
  readonly actions: readonly string[];
  readonly on: string;
  readonly why: string;
};

/** Everything that the role of a function allows. */
export const rightsOf = (spec: FunctionSpec): readonly StatedRight[] => [
  ...tableRights(spec),
  ...queueRights(spec),
  ...publishingRights(spec),
  ...uploadRights(spec),
  ...lambdaRights(spec),
  ...keyRights(spec),
];

const TABLE_WHY: Readonly<Record<TableName, Readonly<Partial<Record<TableAction, string>>>>> = {
  customers: {
    GetItem: 'loads a customer before it changes one, and looks whether a write is its own',
    Scan: 'reads every customer, segment by segment',
    PutItem: 'commits state, decisions and outbox in one conditional write',
  },
  ledger: {
    GetItem: 'looks whether a write whose answer got lost is its own',
    Query: 'reads the whole history of a customer',
    PutItem: 'adds a fact unless it is there',
    BatchWriteItem: 'adds facts and notes, takes those of an erased customer away',
  },
  contacts: {
    GetItem: 'looks up the address at the last moment',
    PutItem: 'leaves a tombstone of who was erased',
    UpdateItem: 'keeps the newest value of each field',
  },
  insights: {
    GetItem: 'reads a document',
    Query: 'lists documents of a kind',
    PutItem: 'writes a document or a row on condition',
    UpdateItem: 'replaces a document',
    DeleteItem: 'takes away what is done with',
  },
};

const TABLES = ['customers', 'ledger', 'contacts', 'insights'] as const satisfies TableName[];

const tableRights = ({ tables }: FunctionSpec): StatedRight[] =>
  TABLES.flatMap((table) =>
    (tables[table] ?? []).map((action) => ({
      actions: [`dynamodb:${action}`],
      on: `table ${table}`,
      why: TABLE_WHY[table][action] ?? unexplained(table, action),
    })),
  );

function unexplained(table: TableName, action: TableAction): never {
  throw new Error(`why ${action} on ${table} is needed is not written down`);
}

const SENT_WHY: Readonly<Partial<Record<QueueName, string>>> = {
  events: 'hands over accepted events, several in a message',
  dawn: 'hands out the segments of the daily pass',
  deliver: 'hands out the contacts that are due',
};

const queueRights = ({ sendsTo = [] }: FunctionSpec): StatedRight[] =>
  sendsTo.map((queue) => ({
    actions: ['sqs:SendMessage'],
    on: `queue ${queue}`,
    why: SENT_WHY[queue] ?? 'hands over work',
  }));

const TOPIC_WHY: Readonly<Record<TopicName, string>> = {
  support: 'tells the support team of a case',
  kpis: 'sends the digest of the KPIs',
};

function publishingRights({ publishes, topics = [], channels }: FunctionSpec): StatedRight[] {
  const bus = { actions: ['events:PutEvents'], on: 'the bus', why: 'publishes what happened' };
  const told = topics.map((topic) => ({
    actions: ['sns:Publish'],
    on: `topic ${topic}`,
    why: TOPIC_WHY[topic],
  }));
  return [...(publishes ? [bus] : []), ...told, ...(channels ? CHANNELS : [])];
}

const CHANNELS: readonly StatedRight[] = [
  {
    actions: ['sns:Publish'],
    on: 'everything that is no topic',
    why: 'sends text messages: phone numbers have no ARN',
  },
  {
    actions: ['sns:Publish'],
    on: 'endpoints of devices',
    why: 'sends push messages: devices come and go',
  },
  {
    actions: ['ses:SendEmail'],
    on: 'the identity and the configuration set of the sender, from its address alone',
    why: 'sends e-mail',
  },
];

const uploadRights = ({ triggers }: FunctionSpec): StatedRight[] =>
  triggers.flatMap((trigger) => {
    if (trigger.kind !== 'upload') return [];
    const { bucket, prefix, resultsPrefix } = trigger;
    const under = (start: string): string => `bucket ${bucket}, under \`${start}\``;
    return [
      { actions: ['s3:ListBucket'], on: under(prefix), why: 'finds a file and its mapping' },
      { actions: ['s3:GetObject'], on: under(prefix), why: 'reads what was uploaded' },
      { actions: ['s3:PutObject'], on: under(resultsPrefix), why: 'writes how it went' },
    ];
  });

/** What Lambda asks in the function's name. */
function lambdaRights(spec: FunctionSpec): StatedRight[] {
  const { triggers } = spec;
  const behind = queueBehind(spec);
  const kinds = new Set(triggers.map(({ kind }) => kind));
  const isLeftAlone = kinds.has('schedule') || kinds.has('rule') || kinds.has('notifications');
  const logs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
  const taking = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
  const traces = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
  return [
    ...triggers.flatMap((one) =>
      one.kind === 'queue' || one.kind === 'upload'
        ? [{ actions: taking, on: `queue ${one.queue}`, why: 'Lambda takes its messages' }]
        : [],
    ),
    ...(isLeftAlone
      ? [
          {
            actions: ['sqs:SendMessage'],
            on: 'its own dead-letter queue',
            why: 'Lambda sets aside what failed each time',
          },
        ]
      : []),
    ...(behind === undefined
      ? []
      : [
          {
            actions: ['sqs:SendMessage'],
            on: `queue ${behind}`,
            why: 'Lambda hands over an event of the bus that a run could not do',
          },
        ]),
    { actions: logs, on: 'its own log group', why: 'Lambda writes its logs' },
    ...(kinds.has('http')
      ? []
      : [
          {
            actions: traces,
            on: '`*`',
            why: 'Lambda records traces where the environment asks for them; X-Ray knows no resources',
          },
        ]),
  ];
}

/** Keys, each only by way of the service that uses it. */
function keyRights(spec: FunctionSpec): StatedRight[] {
  const { tables, topics = [], triggers, sendsTo = [] } = spec;
  const handedTo = [...sendsTo, queueBehind(spec)];
  const { contacts, ...others } = tables;
  const starts = (kind: string): boolean => triggers.some((one) => one.kind === kind);
  const takes = triggers.some((one) => one.kind === 'queue' && ADDRESS_QUEUES.has(one.queue));
  const puts =
    handedTo.some((queue) => queue !== undefined && ADDRESS_QUEUES.has(queue)) ||
    starts('notifications');
  const read = ['kms:Decrypt'];
  const write = ['kms:Decrypt', 'kms:GenerateDataKey'];
  const rows: readonly (readonly [boolean, readonly string[], string, string])[] = [
    [Object.keys(others).length > 0, read, 'the data key, by way of DynamoDB', 'opens its tables'],
    [contacts !== undefined, read, 'the contacts key, by way of DynamoDB', 'opens the contacts'],
    [topics.length > 0, write, 'the data key, by way of SNS', 'publishes to its topics'],
    [starts('upload'), write, 'the contacts key, by way of S3', 'opens uploads, seals results'],
    [puts, write, 'the contacts key, by way of SQS', 'seals messages that may hold addresses'],
    [takes && !puts, read, 'the contacts key, by way of SQS', 'opens its messages'],
  ];
  return rows.flatMap(([isNeeded, actions, on, why]) => (isNeeded ? [{ actions, on, why }] : []));
}
