import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { queueBehind } from '#infra/bus-patterns.ts';
import { functions } from '#infra/topology.ts';
import { environmentOf } from '#shared/config/environments.ts';
import { templatesOf } from './a-template.ts';

const dev = templatesOf('dev').pipeline;
const prod = templatesOf('prod').pipeline;
const aliases = Object.keys(prod.findResources('AWS::Lambda::Alias'));
const aliasOf = (name: string): string =>
  aliases.find((id) => id.startsWith(`${name}functionAlias`)) ?? 'none';
const aliasRef = Match.objectLike({ Ref: Match.stringLikeRegexp('functionAliaslive') });

describe('every function', () => {
  test('has the alias live on a version that stays when the next one comes', () => {
    expect(aliases).toHaveLength(functions.length);
    prod.allResourcesProperties('AWS::Lambda::Alias', { Name: 'live' });
    prod.resourceCountIs('AWS::Lambda::Version', functions.length);
    prod.allResources('AWS::Lambda::Version', { DeletionPolicy: 'Retain' });
  });

  test('is started under its alias, whatever starts it', () => {
    for (const mapping of Object.values(prod.findResources('AWS::Lambda::EventSourceMapping'))) {
      expect(JSON.stringify(mapping)).toMatch(/"FunctionName":[^}]*functionAliaslive/);
    }
    prod.allResourcesProperties('AWS::Scheduler::Schedule', { Target: { Arn: aliasRef } });
    prod.allResourcesProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: aliasRef });
    prod.allResourcesProperties('AWS::SNS::Subscription', { Endpoint: aliasRef });
    prod.hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { 'detail-type': ['Dawn Completed'] },
      Targets: [{ Arn: { Ref: aliasOf('report') } }],
    });
    prod.allResourcesProperties('AWS::Lambda::Permission', { FunctionName: aliasRef });
  });

  test('that nobody waits for sets aside under its alias what failed', () => {
    const configs = Object.values(prod.findResources('AWS::Lambda::EventInvokeConfig'));
    const waitedFor = ['http', 'queue', 'upload'];
    const started = functions.filter(
      (spec) =>
        queueBehind(spec) !== undefined ||
        spec.triggers.some(({ kind }) => !waitedFor.includes(kind)),
    );
    expect(configs).toHaveLength(started.length);
    for (const { Properties } of configs.map((one) => config.parse(one))) {
      expect(JSON.stringify(Properties.Qualifier)).toContain('functionAliaslive');
      expect(JSON.stringify(Properties.DestinationConfig)).toMatch(/deadletters|eventsqueue/);
    }
  });
});

const config = z.object({
  Properties: z.object({ Qualifier: z.unknown(), DestinationConfig: z.unknown() }),
});

describe('a release', () => {
  test('takes over at once where no canary is set', () => {
    expect(environmentOf('dev').canary).toBeUndefined();
    dev.resourceCountIs('AWS::CodeDeploy::DeploymentGroup', 0);
    expect(JSON.stringify(dev.findResources('AWS::Lambda::Alias'))).not.toContain('UpdatePolicy');
  });

  test('of prod gets its share of the work first', () => {
    const { canary } = environmentOf('prod');
    prod.hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
      ComputePlatform: 'Lambda',
      TrafficRoutingConfig: {
        Type: 'TimeBasedCanary',
        TimeBasedCanary: {
          CanaryPercentage: canary?.percent,
          CanaryInterval: canary?.minutes,
        },
      },
    });
  });

  test.each(functions.map(({ name }) => name))('of %s is taken back when it fails', (name) => {
    const [alarm] = Object.entries(prod.findResources('AWS::CloudWatch::Alarm')).filter(([id]) =>
      id.startsWith(`operations${name}failures`),
    );
    expect(alarm?.[1]).toMatchObject({
      Properties: {
        Namespace: 'AWS/Lambda',
        MetricName: 'Errors',
        TreatMissingData: 'notBreaching',
        AlarmActions: [{ 'Fn::ImportValue': expect.stringContaining('opstopic') }],
        AlarmDescription: expect.stringMatching(/^Impact: .*Runbook: docs\/runbook\.md#/),
      },
    });
    expect(JSON.stringify(alarm?.[1])).toContain(':live');
    prod.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: { Enabled: true, Alarms: [{ Name: { Ref: alarm?.[0] } }] },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
      },
    });
    prod.hasResource('AWS::Lambda::Alias', {
      UpdatePolicy: {
        CodeDeployLambdaAliasUpdate: {
          DeploymentGroupName: { Ref: Match.stringLikeRegexp(`^release${name}release`) },
        },
      },
    });
  });
});
