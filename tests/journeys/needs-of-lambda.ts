import { queueBehind } from '#infra/bus-patterns.ts';
import type { FunctionSpec } from '#infra/function-spec.ts';
import type { Right } from './rights-for-call.ts';

/**
 * What Lambda and other services ask in the function's name without a call in its code: logs, taking
 * messages, setting aside what failed, traces, and keys for what it reads and writes.
 */
export function needsOfLambda(
  spec: FunctionSpec,
  calls: ReadonlySet<Right>,
  isTraced: boolean,
): Right[] {
  const { name, triggers } = spec;
  const behind = queueBehind(spec);
  const queues = triggers.flatMap((one) =>
    one.kind === 'queue' || one.kind === 'upload' ? [one.queue] : [],
  );
  const isLeftAlone = triggers.some(({ kind }) => LEFT_ALONE.has(kind));
  const own = [
    `logs:CreateLogStream logs of ${name}`,
    `logs:PutLogEvents logs of ${name}`,
    ...queues.flatMap((queue) => TAKING.map((action) => `${action} ${queue}`)),
    ...(isLeftAlone ? [`sqs:SendMessage dead letters of ${name}`] : []),
    ...(behind === undefined ? [] : [`sqs:SendMessage ${behind}`]),
    ...(isTraced ? ['xray:PutTraceSegments *', 'xray:PutTelemetryRecords *'] : []),
  ];
  const isNotified = triggers.some(({ kind }) => kind === 'notifications');
  const setAside = isNotified ? keyRights('contacts', 'sqs', 'write') : [];
  return [...own, ...setAside, ...[...calls, ...own].flatMap(keysFor)];
}

/** What starts a function without anybody waiting for its answer. */
const LEFT_ALONE: ReadonlySet<string> = new Set(['schedule', 'rule', 'notifications']);
const TAKING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** The keys behind what a call asks for: addresses have a key of their own. */
const KEYS: readonly (readonly [RegExp, readonly Right[]])[] = [
  [/^dynamodb:\w+ contacts$/, keyRights('contacts', 'dynamodb', 'read')],
  [/^dynamodb:\w+ (customers|ledger|insights)$/, keyRights('data', 'dynamodb', 'read')],
  [/^sns:Publish (support|kpis)$/, keyRights('data', 'sns', 'write')],
  [/^sqs:SendMessage events$/, keyRights('contacts', 'sqs', 'write')],
  [/^sqs:ReceiveMessage events$/, keyRights('contacts', 'sqs', 'read')],
  [/^s3:GetObject /, keyRights('contacts', 's3', 'read')],
  [/^s3:PutObject /, keyRights('contacts', 's3', 'write')],
];

const keysFor = (call: Right): readonly Right[] =>
  KEYS.flatMap(([pattern, rights]) => (pattern.test(call) ? rights : []));

/** Whoever writes reads, too: services decrypt the data key that they made before. */
function keyRights(key: string, service: string, use: 'read' | 'write'): Right[] {
  const on = `${key} key, ${service}`;
  return use === 'read'
    ? [`kms:Decrypt ${on}`]
    : [`kms:Decrypt ${on}`, `kms:GenerateDataKey ${on}`];
}
