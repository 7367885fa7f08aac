import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { queueBehind, queuePatterns } from '#infra/bus-patterns.ts';
import { settingNamesOf } from '#infra/setting-names.ts';
import { functions } from '#infra/topology.ts';
import { BUS_SOURCES } from '#shared/messaging/sources.ts';
import { tableDefinitions } from '#shared/store/table-design.ts';
import { templatesOf } from './a-template.ts';

const { data, pipeline } = templatesOf('dev');

const statement = z.looseObject({
  Action: z.union([z.string(), z.array(z.string())]).transform((action) => [action].flat()),
  Resource: z.unknown().optional(),
  NotResource: z.unknown().optional(),
});
const policy = z.object({
  Properties: z.object({
    PolicyDocument: z.object({ Statement: z.array(statement) }),
    Roles: z.array(z.object({ Ref: z.string() })).default([]),
  }),
});
const lambda = z.object({
  Properties: z.object({
    Description: z.string().optional(),
    Runtime: z.string(),
    Architectures: z.array(z.string()).optional(),
    TracingConfig: z.object({ Mode: z.string() }).optional(),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }).optional(),
    Role: z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  }),
});

const lambdas = Object.values(pipeline.findResources('AWS::Lambda::Function')).map(
  (resource) => lambda.parse(resource).Properties,
);

function lambdaOf(name: string) {
  const { purpose } = functions.find((spec) => spec.name === name) ?? { purpose: '' };
  const found = lambdas.find(({ Description }) => Description === purpose);
  if (found === undefined) throw new Error(`no function ${name} in the template`);
  return found;
}

/** Statements of the function's role, each with its resource as text. */
function statementsOf(name: string) {
  const [role] = lambdaOf(name).Role['Fn::GetAtt'];
  return Object.values(pipeline.findResources('AWS::IAM::Policy'))
    .map((resource) => policy.parse(resource).Properties)
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role))
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .map((found) => ({ ...found, on: JSON.stringify(found.Resource ?? null) }));
}

const actionsOn = (name: string, resource: string): string[] =>
  statementsOf(name)
    .filter(({ on }) => on.includes(resource))
    .flatMap(({ Action }) => Action)
    .sort();

test('there is a function for every entry of the topology and no other', () => {
  expect(lambdas.map(({ Description }) => Description).sort()).toEqual(
    functions.map(({ purpose }) => purpose).sort(),
  );
  for (const { Runtime, Architectures } of lambdas) {
    expect([Runtime, Architectures]).toEqual(['nodejs24.x', ['arm64']]);
  }
});

describe.each(functions.map((spec) => [spec.name, spec] as const))('%s', (name, spec) => {
  test('finds exactly the settings that follow from what it may touch', () => {
    const variables = Object.keys(lambdaOf(name).Environment?.Variables ?? {});
    const always = ['NODE_OPTIONS', 'POWERTOOLS_METRICS_NAMESPACE'];
    expect(variables.sort()).toEqual([...settingNamesOf(spec), ...always].sort());
  });

  test('may do with each table what the topology says and no more', () => {
    for (const { table } of tableDefinitions) {
      const expected = (spec.tables[table] ?? []).map((action) => `dynamodb:${action}`);
      expect(actionsOn(name, `${table}table`)).toEqual(expected.sort());
    }
  });

  test('may publish, send and put events only where the topology says', () => {
    expect(actionsOn(name, 'bus').includes('events:PutEvents')).toBe(spec.publishes ?? false);
    for (const topic of ['support', 'kpis'] as const) {
      const granted = actionsOn(name, `${topic}topic`).includes('sns:Publish');
      expect(granted).toBe(spec.topics?.includes(topic) ?? false);
    }
    for (const queue of ['events', 'due', 'deliver', 'alerts', 'dawn', 'imports'] as const) {
      const granted = actionsOn(name, `${queue}queue`).includes('sqs:SendMessage');
      const isSentTo = spec.sendsTo?.includes(queue) ?? false;
      expect(granted).toBe(isSentTo || queueBehind(spec) === queue);
    }
    const mails = statementsOf(name).some(({ Action }) => Action.includes('ses:SendEmail'));
    expect(mails).toBe(spec.channels ?? false);
  });
});

test('only delivering, importing, taking in and erasing touch the contacts', () => {
  const touching = functions.filter(({ name }) => actionsOn(name, 'contactstable').length > 0);
  expect(touching.map(({ name }) => name).sort()).toEqual(['deliver', 'import', 'track']);
});

test('every queue has a dead-letter queue, except those that are one', () => {
  const queues = pipeline.findResources('AWS::SQS::Queue');
  const targets = JSON.stringify(queues);
  for (const [id, resource] of Object.entries(queues)) {
    const { Properties } = z
      .object({ Properties: z.looseObject({ RedrivePolicy: z.unknown().optional() }) })
      .parse(resource);
    if (id.includes('deadletters')) continue;
    expect(Properties.RedrivePolicy).toMatchObject({ maxReceiveCount: 5 });
    expect(targets).toContain('deadLetterTargetArn');
  }
});

test('a message stays hidden six times as long as its function may take', () => {
  pipeline.hasResourceProperties('AWS::SQS::Queue', { VisibilityTimeout: 6 * 900 });
  pipeline.resourceCountIs('AWS::Lambda::EventSourceMapping', 6);
  pipeline.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
});

test('every rule matches on source and sends what cannot be delivered to a dead-letter queue', () => {
  const rules = Object.values(pipeline.findResources('AWS::Events::Rule')).map((resource) =>
    z
      .object({
        Properties: z.object({
          EventPattern: z.object({
            source: z.array(z.string()).min(1),
            'detail-type': z.array(z.string()).optional(),
          }),
          Targets: z.array(z.looseObject({ DeadLetterConfig: z.object({ Arn: z.unknown() }) })),
        }),
      })
      .parse(resource),
  );
  const patterns = rules.map(({ Properties }) => Properties.EventPattern);
  for (const { pattern } of queuePatterns) expect(patterns).toContainEqual(pattern);
});

test('an event of the bus starts track, and what a run could not do goes to the queue behind', () => {
  const eventsQueue = { 'Fn::GetAtt': [Match.stringLikeRegexp('^eventsqueue(?!dead)'), 'Arn'] };
  pipeline.hasResourceProperties('AWS::Events::Rule', {
    EventPattern: { source: [BUS_SOURCES.inbound] },
    Targets: [
      {
        Arn: { Ref: Match.stringLikeRegexp('^trackfunctionAliaslive') },
        DeadLetterConfig: { Arn: eventsQueue },
      },
    ],
  });
  pipeline.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
    FunctionName: { Ref: Match.stringLikeRegexp('^trackfunction') },
    DestinationConfig: { OnFailure: { Destination: eventsQueue } },
    MaximumRetryAttempts: 0,
    MaximumEventAgeInSeconds: 300,
  });
});

test('dawn starts at its hour of the shop, dispatch every quarter of an hour', () => {
  pipeline.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 4 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    Target: { Input: '{"kind":"start"}' },
  });
  pipeline.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'cron(0 5 * * ? *)',
  });
  pipeline.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression: 'rate(15 minutes)',
    Target: { Input: '{"kind":"tick"}' },
  });
});

test('functions and the HTTP API keep their logs for as long as the environment says', () => {
  pipeline.resourceCountIs('AWS::Logs::LogGroup', functions.length + 1);
  pipeline.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
});

test('a queue takes from a rule only what comes in by that rule', () => {
  const policies = Object.values(pipeline.findResources('AWS::SQS::QueuePolicy')).map((one) =>
    JSON.stringify(one),
  );
  const open = policies.filter((text) => text.includes('events.amazonaws.com'));
  expect(open.length).toBeGreaterThanOrEqual(queuePatterns.length);
  for (const text of open) {
    const services = text.match(/"(events|sns)\.amazonaws\.com"/g) ?? [];
    expect(text.match(/"aws:SourceArn":/g)).toHaveLength(services.length);
  }
});

test('what starts in batches is traced, what answers requests is not', () => {
  for (const { name, triggers } of functions) {
    const traced = !triggers.some(({ kind }) => kind === 'http');
    expect([name, lambdaOf(name).TracingConfig?.Mode]).toEqual([
      name,
      traced ? 'Active' : undefined,
    ]);
  }
});

test('no more imports run at once than the environment allows', () => {
  pipeline.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    BatchSize: 1,
    ScalingConfig: { MaximumConcurrency: 2 },
  });
});

test('no secret is in a template as text', () => {
  for (const name of ['intake', 'deliver']) {
    const variables = JSON.stringify(lambdaOf(name).Environment?.Variables);
    expect(variables).toContain('{{resolve:secretsmanager:');
  }
});

describe.each(['dev', 'staging', 'prod'])('the tables of %s', (environment) => {
  const template = environment === 'dev' ? data : templatesOf(environment).data;
  const retained = environment !== 'dev';

  test('are on demand, encrypted, restorable, and kept when they hold real customers', () => {
    const tables = Object.values(template.findResources('AWS::DynamoDB::GlobalTable'));
    expect(tables).toHaveLength(tableDefinitions.length);
    for (const table of tables) {
      expect(table).toMatchObject({
        DeletionPolicy: retained ? 'Retain' : 'Delete',
        Properties: {
          BillingMode: 'PAY_PER_REQUEST',
          SSESpecification: { SSEEnabled: true },
          Replicas: [
            {
              DeletionProtectionEnabled: retained,
              PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            },
          ],
        },
      });
    }
  });

  test('have the keys and the expiry of the table design', () => {
    for (const { partitionKey, sortKey, expiry } of tableDefinitions) {
      template.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
        KeySchema: [
          { AttributeName: partitionKey, KeyType: 'HASH' },
          ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: 'RANGE' }]),
        ],
        ...(expiry === undefined
          ? {}
          : { TimeToLiveSpecification: { AttributeName: expiry, Enabled: true } }),
      });
    }
  });
});

test('an environment that does not exist is refused with the names of those that do', () => {
  expect(() => templatesOf('production')).toThrow(
    'there is no environment production; choose one of dev, staging, prod',
  );
});
