import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { queueBehind } from '#infra/bus-patterns.ts';
import type { CustomerKeys } from '#infra/constructs/customer-keys.ts';
import type { FunctionSpec } from '#infra/function-spec.ts';
import { ADDRESS_QUEUES } from '#infra/topology.ts';

type Service = 'dynamodb' | 'sqs' | 'sns' | 's3';
type KeyUse = 'read' | 'write';

/**
 * What a service asks of a key in the caller's name. Whoever writes decrypts, too: DynamoDB the
 * table's key, S3 and SNS and SQS the data key they made before.
 */
const ACTIONS: Readonly<Record<KeyUse, readonly string[]>> = {
  read: ['kms:Decrypt'],
  write: ['kms:Decrypt', 'kms:GenerateDataKey'],
};

/** The rights to our keys that follow from the topology, each only by way of the service it is for. */
export function grantKeys(spec: FunctionSpec, target: LambdaFunction, keys: CustomerKeys): void {
  const { contacts, ...others } = spec.tables;
  const may = (key: IKey, service: Service, use: KeyUse): void =>
    grantKey(key, target, service, use);
  const starts = (kind: string): boolean => spec.triggers.some((one) => one.kind === kind);

  if (Object.keys(others).length > 0) may(keys.data, 'dynamodb', 'read');
  if (contacts !== undefined) may(keys.contacts, 'dynamodb', 'read');
  if ((spec.topics ?? []).length > 0) may(keys.data, 'sns', 'write');
  if (starts('upload')) may(keys.contacts, 's3', 'write');
  /* Notifications that failed each time are set aside in the function's name. */
  if (handsOverAddresses(spec) || starts('notifications')) may(keys.contacts, 'sqs', 'write');
  else if (readsAddresses(spec)) may(keys.contacts, 'sqs', 'read');
}

/** By itself, or by Lambda in its name. */
const handsOverAddresses = (spec: FunctionSpec): boolean =>
  [...(spec.sendsTo ?? []), queueBehind(spec)].some(
    (queue) => queue !== undefined && ADDRESS_QUEUES.has(queue),
  );

const readsAddresses = ({ triggers }: FunctionSpec): boolean =>
  triggers.some((one) => one.kind === 'queue' && ADDRESS_QUEUES.has(one.queue));

function grantKey(key: IKey, target: LambdaFunction, service: Service, use: KeyUse): void {
  const { region } = Stack.of(target);
  target.addToRolePolicy(
    new PolicyStatement({
      actions: [...ACTIONS[use]],
      resources: [key.keyArn],
      conditions: { StringEquals: { 'kms:ViaService': `${service}.${region}.amazonaws.com` } },
    }),
  );
}
