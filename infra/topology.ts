import { DAWN_COMPLETED } from '#shared/messaging/sources.ts';
import type { FunctionSpec, QueueName } from './function-spec.ts';

/**
 * What runs, what starts it, and what it may touch: the one list from which the CDK app makes
 * stacks and the local runtime makes a process.
 */

/** Queues whose messages may hold a name or an address on its way to the contacts table. */
export const ADDRESS_QUEUES: ReadonlySet<QueueName> = new Set<QueueName>(['events']);

export const functions: readonly FunctionSpec[] = [
  {
    name: 'intake',
    purpose: 'Takes events over HTTP, answers per row, puts good ones into the events queue',
    triggers: [
      { kind: 'http', routes: ['POST /v1/events'] },
      { kind: 'http', routes: ['POST /v1/iam/events'], authorizer: 'iam' },
      { kind: 'http', routes: ['POST /v1/jwt/events'], authorizer: 'jwt' },
    ],
    tables: {
      insights: ['PutItem'],
    },
    insightKinds: ['quarantine'],
    sendsTo: ['events'],
    settings: ['INTAKE_SECRET'],
    timeoutSeconds: 15,
    memoryMb: 512,
  },
  {
    name: 'import',
    purpose: 'Takes in history from files of the import bucket; decides and sends nothing',
    triggers: [
      {
        kind: 'upload',
        bucket: 'imports',
        prefix: 'history/',
        resultsPrefix: 'reports/',
        queue: 'imports',
      },
    ],
    tables: {
      customers: ['GetItem', 'PutItem'],
      ledger: ['Query', 'BatchWriteItem'],
      contacts: ['PutItem', 'UpdateItem'],
      insights: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    },
    insightKinds: ['erased', 'import-checkpoint', 'import-result', 'quarantine', 'status'],
    /* Only what an interrupted commit of another function still owes. */
    publishes: true,
    timeoutSeconds: 900,
    memoryMb: 2048,
    diskMb: 4096,
  },
  {
    name: 'track',
    purpose: 'Folds events into customers, decides, commits, publishes',
    triggers: [{ kind: 'queue', queue: 'events', batchSize: 100, windowSeconds: 1 }],
    tables: {
      customers: ['GetItem', 'PutItem'],
      ledger: ['GetItem', 'Query', 'PutItem', 'BatchWriteItem'],
      contacts: ['PutItem', 'UpdateItem'],
      insights: ['GetItem', 'PutItem'],
    },
    insightKinds: ['erased', 'model', 'model-products', 'quarantine'],
    publishes: true,
    timeoutSeconds: 60,
    /* It mostly waits, and waiting is paid by the size. */
    memoryMb: 512,
  },
  {
    name: 'dawn',
    purpose: 'Reads every customer once a day and does all that time brings',
    triggers: [
      {
        kind: 'schedule',
        name: 'dawn',
        everyMinutes: 1440,
        atHourLocal: 4,
        payload: { kind: 'start' },
      },
      { kind: 'queue', queue: 'dawn', batchSize: 1, windowSeconds: 0 },
    ],
    tables: {
      customers: ['GetItem', 'Scan', 'PutItem'],
      ledger: ['BatchWriteItem'],
      insights: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    },
    insightKinds: [
      'at-risk',
      'dawn',
      'dawn-done',
      'dawn-progress',
      'due',
      'erased',
      'kpi-sums',
      'model',
      'model-products',
    ],
    sendsTo: ['dawn'],
    publishes: true,
    settings: ['DAWN_SEGMENTS'],
    timeoutSeconds: 900,
    memoryMb: 1024,
  },
  {
    name: 'dispatch',
    purpose: 'Keeps the day sheet and hands out what is due',
    triggers: [
      { kind: 'queue', queue: 'due', batchSize: 10, windowSeconds: 1 },
      {
        kind: 'schedule',
        name: 'dispatch',
        everyMinutes: 15,
        payload: { kind: 'tick' },
        onlyWhenDue: true,
      },
    ],
    tables: {
      insights: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    },
    insightKinds: ['quarantine', 'sending', 'sheet#*'],
    sendsTo: ['deliver'],
    settings: ['SENDING'],
    timeoutSeconds: 60,
    memoryMb: 512,
  },
  {
    name: 'deliver',
    purpose: 'Looks, claims, looks again, sends, records',
    triggers: [{ kind: 'queue', queue: 'deliver', batchSize: 10, windowSeconds: 0 }],
    tables: {
      customers: ['GetItem', 'PutItem'],
      ledger: ['BatchWriteItem'],
      contacts: ['GetItem'],
      insights: ['GetItem', 'PutItem'],
    },
    insightKinds: ['catalogue', 'erased', 'phone', 'quarantine', 'sending'],
    publishes: true,
    channels: true,
    settings: ['SENDING', 'LINK_SECRET', 'WEBHOOK_SECRET', 'EMAIL_CONFIGURATION_SET'],
    timeoutSeconds: 60,
    memoryMb: 512,
  },
  {
    name: 'alert',
    purpose: 'Keeps one support case per customer',
    triggers: [
      { kind: 'queue', queue: 'alerts', batchSize: 10, windowSeconds: 0 },
      { kind: 'rule', detailTypes: [DAWN_COMPLETED] },
    ],
    tables: {
      insights: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    },
    insightKinds: ['case', 'case-waiting', 'cases-opened', 'dawn'],
    topics: ['support'],
    timeoutSeconds: 30,
    memoryMb: 512,
  },
  {
    name: 'feedback',
    purpose: 'Turns replies, bounces and one-click unsubscribes into events',
    triggers: [
      { kind: 'http', routes: ['GET /r/{token}', 'POST /r/{token}'] },
      { kind: 'notifications' },
    ],
    tables: {
      insights: ['GetItem'],
    },
    insightKinds: ['phone'],
    publishes: true,
    settings: ['LINK_SECRET'],
    timeoutSeconds: 15,
    memoryMb: 512,
  },
  {
    name: 'learn',
    purpose: 'Learns the models from the shop’s own customers and judges them on later days',
    triggers: [
      {
        kind: 'schedule',
        name: 'learn',
        everyMinutes: 1440,
        atHourLocal: 5,
        payload: { kind: 'learn' },
      },
    ],
    tables: {
      customers: ['Scan'],
      ledger: ['Query'],
      insights: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
    },
    insightKinds: ['learn-survey', 'model', 'model-products', 'model-version'],
    timeoutSeconds: 900,
    memoryMb: 2048,
  },
  {
    name: 'report',
    purpose: 'Adds up KPIs and publishes them',
    triggers: [{ kind: 'rule', detailTypes: [DAWN_COMPLETED] }],
    tables: {
      insights: ['GetItem', 'PutItem', 'UpdateItem'],
    },
    insightKinds: ['kpi-sums', 'report', 'report-digest'],
    topics: ['kpis'],
    publishes: true,
    timeoutSeconds: 60,
    memoryMb: 512,
  },
];

/** Every queue, in the order of the functions that work on them. */
export const queueNames: readonly QueueName[] = [
  ...new Set(
    functions.flatMap(({ triggers }) =>
      triggers.flatMap((trigger) => ('queue' in trigger ? [trigger.queue] : [])),
    ),
  ),
];
