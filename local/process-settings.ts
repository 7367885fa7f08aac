import { localTableName } from '#local/database.ts';
import { LOCAL_CREDENTIALS, REGION } from '#local/loopback.ts';
import type { QueueEngine } from '#local/queues.ts';
import type { Secrets } from '#local/secrets.ts';
import type { ShopSettings } from '#shared/config/shop.ts';
import type { SettingName } from '#shared/runtime/env.ts';

export const BUS_NAME = 'beforehand';

/** Messages of a dawn pass; one, because all functions share the one thread of this process. */
const DAWN_SEGMENTS = 1;

export type Endpoints = {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly sns: string;
  readonly eventBridge: string;
  readonly ses: string;
};

/** Everything that functions read from their environment. */
export function functionSettings(
  queues: Pick<QueueEngine, 'url' | 'topicArn'>,
  shop: ShopSettings,
  secrets: Secrets,
): Readonly<Record<SettingName, string>> {
  return {
    CUSTOMERS_TABLE: localTableName('customers'),
    LEDGER_TABLE: localTableName('ledger'),
    CONTACTS_TABLE: localTableName('contacts'),
    INSIGHTS_TABLE: localTableName('insights'),
    BUS_NAME,
    EVENTS_QUEUE_URL: queues.url('events'),
    DAWN_QUEUE_URL: queues.url('dawn'),
    DELIVER_QUEUE_URL: queues.url('deliver'),
    SUPPORT_TOPIC_ARN: queues.topicArn('support'),
    KPIS_TOPIC_ARN: queues.topicArn('kpis'),
    DAWN_SEGMENTS: String(DAWN_SEGMENTS),
    SENDING: 'on',
    SHOP: JSON.stringify(shop),
    LINK_SECRET: secrets.link,
    INTAKE_SECRET: secrets.intake,
    WEBHOOK_SECRET: secrets.webhook,
    EMAIL_CONFIGURATION_SET: 'beforehand',
  };
}

/** What makes unchanged SDK clients talk to this machine, and never with the person's own account. */
export function awsSettings(endpoints: Endpoints): Readonly<Record<string, string | undefined>> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_EVENTBRIDGE: endpoints.eventBridge,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
    POWERTOOLS_SERVICE_NAME: 'beforehand',
    POWERTOOLS_METRICS_NAMESPACE: 'Beforehand',
    POWERTOOLS_METRICS_DISABLED: process.env['POWERTOOLS_METRICS_DISABLED'] ?? 'true',
    POWERTOOLS_LOG_LEVEL: process.env['POWERTOOLS_LOG_LEVEL'] ?? 'CRITICAL',
  };
}

/** Sets the variables (undefined removes one) and returns what puts the former ones back. */
export function setEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): () => void {
  const former = Object.fromEntries(
    Object.keys(variables).map((name) => [name, process.env[name]]),
  );
  assign(variables);
  return () => assign(former);
}

function assign(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
