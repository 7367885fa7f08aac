import { expect, test } from 'vitest';
import * as z from 'zod';
import { queueBehind } from '#infra/bus-patterns.ts';
import { functions } from '#infra/topology.ts';
import { environmentNames, environmentOf } from '#shared/config/environments.ts';
import { templatesOf } from './a-template.ts';

const resource = z.object({ Type: z.string(), Properties: z.unknown() });
const template = z.object({ Resources: z.record(z.string(), resource) });
type Resources = z.infer<typeof template>['Resources'];

/** Types by which something starts a function. */
const STARTERS = [
  'AWS::Lambda::EventSourceMapping',
  'AWS::Scheduler::Schedule',
  'AWS::Events::Rule',
  'AWS::ApiGatewayV2::Integration',
  'AWS::SNS::Subscription',
];
/** What belongs to the function itself, and what is said about it by name. */
const ABOUT_FUNCTIONS = [
  'AWS::Lambda::Alias',
  'AWS::Lambda::Version',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::IAM::Policy',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
];

const made = new Map<string, Resources>(
  environmentNames.map((name) => [
    name,
    template.parse(templatesOf(name).pipeline.toJSON()).Resources,
  ]),
);
const resourcesOf = (environment: string): Resources => made.get(environment) ?? {};

/** Logical ids that a value refers to. */
function referredTo(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referredTo);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'Ref' && typeof inner === 'string') return [inner];
    if (name === 'Fn::GetAtt' && Array.isArray(inner)) return [String(inner[0])];
    return referredTo(inner);
  });
}

const idsOf = (resources: Resources, type: string): string[] =>
  Object.entries(resources).flatMap(([id, { Type }]) => (Type === type ? [id] : []));

test.each(environmentNames)('nothing in %s starts a function but under its alias', (name) => {
  const resources = resourcesOf(name);
  const bare = new Set(idsOf(resources, 'AWS::Lambda::Function'));
  const mentioning = Object.values(resources).filter(({ Properties }) =>
    referredTo(Properties).some((id) => bare.has(id)),
  );
  const types = new Set(mentioning.map(({ Type }) => Type));
  expect([...types].filter((type) => !ABOUT_FUNCTIONS.includes(type))).toEqual([]);
});

test.each(environmentNames)('every trigger in %s starts the alias of its function', (name) => {
  const resources = resourcesOf(name);
  const { jwt } = environmentOf(name);
  for (const spec of functions) {
    const { name: of, triggers } = spec;
    const alias = idsOf(resources, 'AWS::Lambda::Alias').find((id) =>
      id.startsWith(`${of}functionAlias`),
    );
    const started = Object.values(resources).filter(
      ({ Type, Properties }) =>
        STARTERS.includes(Type) && referredTo(Properties).includes(alias ?? 'none'),
    );
    const kinds = new Set(
      triggers
        .filter((trigger) => trigger.kind !== 'http' || trigger.authorizer !== 'jwt' || jwt)
        .map(({ kind }) => STARTER_OF[kind]),
    );
    if (queueBehind(spec) !== undefined) kinds.add(STARTER_OF.rule);
    expect([of, ...new Set(started.map(({ Type }) => Type))].sort()).toEqual([of, ...kinds].sort());
  }
});

const STARTER_OF = {
  queue: 'AWS::Lambda::EventSourceMapping',
  upload: 'AWS::Lambda::EventSourceMapping',
  schedule: 'AWS::Scheduler::Schedule',
  rule: 'AWS::Events::Rule',
  http: 'AWS::ApiGatewayV2::Integration',
  notifications: 'AWS::SNS::Subscription',
} as const;

test.each(['staging', 'prod'])('a release of %s is gradual for every function', (name) => {
  const resources = resourcesOf(name);
  const ofType = (type: string): Resources[string][] =>
    Object.values(resources).filter(({ Type }) => Type === type);
  expect(environmentOf(name).canary?.percent).toBeLessThan(100);
  expect(ofType('AWS::CodeDeploy::DeploymentGroup')).toHaveLength(functions.length);
  for (const { Properties } of ofType('AWS::CodeDeploy::DeploymentGroup')) {
    const { AlarmConfiguration } = releaseGroup.parse(Properties);
    for (const { Name } of AlarmConfiguration.Alarms) {
      expect(resources[Name.Ref]?.Type).toBe('AWS::CloudWatch::Alarm');
    }
  }
});

const releaseGroup = z.object({
  AlarmConfiguration: z.object({
    Enabled: z.literal(true),
    Alarms: z.array(z.object({ Name: z.object({ Ref: z.string() }) })).min(1),
  }),
});
