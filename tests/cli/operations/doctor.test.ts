import { CloudWatchClient, GetMetricStatisticsCommand } from '@aws-sdk/client-cloudwatch';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import {
  EventBridgeClient,
  ListArchivesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import {
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { busChecks } from '#cli/operations/doctor/check-bus.ts';
import { channelChecks } from '#cli/operations/doctor/check-channels.ts';
import { clockFinding } from '#cli/operations/doctor/check-clock.ts';
import { queueChecks } from '#cli/operations/doctor/check-queues.ts';
import { stackChecks } from '#cli/operations/doctor/check-stacks.ts';
import { tableChecks } from '#cli/operations/doctor/check-tables.ts';
import { type Check, examine } from '#cli/operations/doctor/finding.ts';
import { functionPatterns, queuePatterns } from '#infra/bus-patterns.ts';

const NOW = Date.parse('2026-03-03T10:00:00Z');
const region = { region: 'eu-central-1' };
const dynamo = mockClient(DynamoDBClient);
const bus = mockClient(EventBridgeClient);
const email = mockClient(SESv2Client);
const sms = mockClient(SNSClient);
const sqs = mockClient(SQSClient);
const metrics = mockClient(CloudWatchClient);
const sts = mockClient(STSClient);
const all = [dynamo, bus, email, sms, sqs, metrics, sts];

/** Faults alone, as `level subject: says`. */
const faults = async (checks: readonly Check[]): Promise<string[]> =>
  (await examine(checks))
    .filter(({ level }) => level !== 'ok')
    .map(({ level, subject, says }) => `${level} ${subject}: ${says}`);

const awayFrom = (name: string): Error => Object.assign(new Error('not for you'), { name });

beforeEach(() => {
  for (const mock of all) mock.reset();
});

describe('tables', () => {
  const wishes = { restorable: true, protected: true, expiring: true };
  const checks = () => tableChecks(new DynamoDBClient(region), (table) => `x-${table}`, wishes);

  beforeEach(() => {
    dynamo
      .on(DescribeTableCommand)
      .resolves({ Table: { TableStatus: 'ACTIVE', DeletionProtectionEnabled: true } });
    dynamo.on(DescribeContinuousBackupsCommand).resolves({
      ContinuousBackupsDescription: {
        ContinuousBackupsStatus: 'ENABLED',
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
      },
    });
    dynamo.on(DescribeTimeToLiveCommand).resolves({
      TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' },
    });
  });

  it('are well when they are there, protected, restorable and forget in time', async () => {
    expect(await faults(checks())).toEqual([]);
  });

  it('are broken when one is gone, unprotected or cannot be restored', async () => {
    dynamo
      .on(DescribeTableCommand, { TableName: 'x-contacts' })
      .rejects(awayFrom('ResourceNotFoundException'));
    dynamo
      .on(DescribeTableCommand, { TableName: 'x-customers' })
      .resolves({ Table: { TableStatus: 'ACTIVE', DeletionProtectionEnabled: false } });
    dynamo.on(DescribeContinuousBackupsCommand, { TableName: 'x-ledger' }).resolves({
      ContinuousBackupsDescription: { ContinuousBackupsStatus: 'DISABLED' },
    });
    dynamo.on(DescribeTimeToLiveCommand, { TableName: 'x-insights' }).resolves({});
    expect(await faults(checks())).toEqual([
      'broken table customers: may be deleted',
      'broken table ledger: has no point-in-time recovery',
      'broken table contacts: is not there (ResourceNotFoundException)',
      'warning table insights: does not forget by expiresAt',
    ]);
  });

  it('are unknown, not well, when they may not be looked at', async () => {
    dynamo.on(DescribeTableCommand).rejects(awayFrom('AccessDeniedException'));
    expect((await faults(checks()))[0]).toBe(
      'warning table customers: could not be looked at (AccessDeniedException: not for you)',
    );
  });
});

describe('the bus', () => {
  const checks = () => busChecks(new EventBridgeClient(region), 'the-bus');
  const rules = Array.from(
    { length: queuePatterns.length + functionPatterns.length },
    (_, nth) => ({
      Name: `rule-${nth}`,
      State: 'ENABLED' as const,
    }),
  );

  beforeEach(() => {
    bus.on(ListRulesCommand).resolves({ Rules: rules });
    bus.on(ListTargetsByRuleCommand).resolves({ Targets: [{ Id: 't', Arn: 'arn' }] });
    bus.on(ListArchivesCommand).resolves({
      Archives: [
        {
          ArchiveName: 'kept',
          EventSourceArn: 'arn:aws:events:eu-central-1:1:event-bus/the-bus',
          State: 'ENABLED',
          RetentionDays: 35,
        },
      ],
    });
  });

  it('is well when every rule is enabled and leads somewhere, and events are archived', async () => {
    expect(await faults(checks())).toEqual([]);
  });

  it('is broken when a rule is missing, disabled or leads nowhere', async () => {
    bus.on(ListRulesCommand).resolves({
      Rules: rules.slice(1).map((rule, nth) => (nth === 0 ? { ...rule, State: 'DISABLED' } : rule)),
    });
    bus.on(ListTargetsByRuleCommand, { EventBusName: 'the-bus', Rule: 'rule-2' }).resolves({});
    expect(await faults(checks())).toEqual([
      'broken rule rule-1: is disabled',
      'broken rule rule-2: has no target',
      `broken bus rules: ${rules.length - 1} of ${rules.length} are there`,
    ]);
  });

  it('warns of an archive that reaches back less far than a restore', async () => {
    bus.on(ListArchivesCommand).resolves({
      Archives: [{ EventSourceArn: 'x/the-bus', State: 'ENABLED', RetentionDays: 7 }],
    });
    expect(await faults(checks())).toEqual([expect.stringContaining('warning event archive')]);
    bus.on(ListArchivesCommand).resolves({ Archives: [] });
    expect(await faults(checks())).toEqual(['warning event archive: there is none']);
  });
});

describe('queues', () => {
  const checks = () =>
    queueChecks(
      {
        client: new SQSClient(region),
        work: new Map([['events', 'https://sqs/1/events']]),
        deadLetters: [{ name: 'events', url: 'https://sqs/1/dead', backTo: 'x' }],
        submit: async () => {},
        rerun: async () => false,
      },
      new CloudWatchClient(region),
      NOW,
    );
  const holding = (QueueUrl: string, count: number, rest = {}) =>
    sqs.on(GetQueueAttributesCommand, { QueueUrl, AttributeNames: ['All'] }).resolves({
      Attributes: { ApproximateNumberOfMessages: String(count), ...rest },
    });

  beforeEach(() => {
    holding('https://sqs/1/events', 3, { RedrivePolicy: '{}' });
    holding('https://sqs/1/dead', 0);
    metrics.on(GetMetricStatisticsCommand).resolves({ Datapoints: [] });
  });

  it('are well while nothing is dead or old', async () => {
    expect(await faults(await checks())).toEqual([]);
  });

  it.each([
    [20 * 60, 'warning'],
    [7 * 3_600, 'broken'],
  ])('whose oldest message is %i seconds old are a case of %s', async (Maximum, level) => {
    metrics
      .on(GetMetricStatisticsCommand)
      .resolves({ Datapoints: [{ Timestamp: new Date(NOW), Maximum }] });
    expect(await faults(await checks())).toEqual([
      expect.stringContaining(`${level} queue events`),
    ]);
  });

  it('may be as old as their alarm allows, and mean what it says', async () => {
    const dawn = 'https://sqs/1/dawn';
    const runs = 'https://sqs/1/alert-runs';
    holding(dawn, 1, { RedrivePolicy: '{}' });
    holding(runs, 1);
    const aged = async (seconds: number) => {
      metrics
        .on(GetMetricStatisticsCommand)
        .resolves({ Datapoints: [{ Timestamp: new Date(NOW), Maximum: seconds }] });
      const place = {
        client: new SQSClient(region),
        work: new Map([['dawn', dawn]]),
        deadLetters: [{ name: 'alert (runs)', url: runs, backTo: undefined }],
        submit: async () => {},
        rerun: async () => false,
      };
      return examine(await queueChecks(place, new CloudWatchClient(region), NOW));
    };
    expect((await aged(110 * 60))[0]).toMatchObject({ level: 'ok' });
    expect((await aged(130 * 60))[0]).toMatchObject({
      level: 'warning',
      meaning: 'the day’s decisions and KPIs are late',
    });
    expect((await aged(0))[1]).toMatchObject({
      level: 'broken',
      meaning: 'the day’s cases were not opened after dawn',
    });
  });

  it('are broken when something was given up, or would never be', async () => {
    holding('https://sqs/1/events', 0);
    holding('https://sqs/1/dead', 2);
    expect(await faults(await checks())).toEqual([
      'broken queue events: has no dead-letter queue',
      'broken dead letters of events: 2 messages',
    ]);
  });
});

describe('channels', () => {
  const wishes = { senderEmail: 'shop@example.com', smsMonthlyLimitUsd: 200 };
  const checks = (writesToCustomers: boolean) =>
    channelChecks(new SESv2Client(region), new SNSClient(region), { ...wishes, writesToCustomers });

  beforeEach(() => {
    email.on(GetAccountCommand).resolves({
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      EnforcementStatus: 'HEALTHY',
      SendQuota: { Max24HourSend: 50_000, SentLast24Hours: 10, MaxSendRate: 14 },
    });
    email.on(GetEmailIdentityCommand).rejects(awayFrom('NotFoundException'));
    email
      .on(GetEmailIdentityCommand, { EmailIdentity: 'example.com' })
      .resolves({ VerifiedForSendingStatus: true });
    sms.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: false });
    sms.on(GetSMSAttributesCommand).resolves({ attributes: { MonthlySpendLimit: '200' } });
  });

  it('are well when the account may send, the sender is verified and there is money', async () => {
    expect(await faults(checks(true))).toEqual([]);
  });

  it('are broken in a sandbox where customers are written to, and a warning elsewhere', async () => {
    email.on(GetAccountCommand).resolves({ ProductionAccessEnabled: false, SendingEnabled: true });
    email.on(GetEmailIdentityCommand).resolves({ VerifiedForSendingStatus: false });
    sms.on(GetSMSSandboxAccountStatusCommand).resolves({ IsInSandbox: true });
    const found = (level: string) => [
      `${level} e-mail account: is in the sandbox`,
      `${level} e-mail sender: neither shop@example.com nor example.com is verified`,
      `${level} text messages: are in the sandbox`,
    ];
    expect(await faults(checks(true))).toEqual(found('broken'));
    expect(await faults(checks(false))).toEqual(found('warning'));
  });

  it('warn before the quota of e-mails or the money for text messages ends', async () => {
    email.on(GetAccountCommand).resolves({
      ProductionAccessEnabled: true,
      SendingEnabled: true,
      SendQuota: { Max24HourSend: 100, SentLast24Hours: 81 },
    });
    sms.on(GetSMSAttributesCommand).resolves({ attributes: { MonthlySpendLimit: '1' } });
    expect(await faults(checks(true))).toEqual([
      expect.stringContaining('81 of 100 sent'),
      expect.stringContaining('stop at US$1 a month; the settings expect 200'),
    ]);
  });
});

describe('stacks', () => {
  const stack = (status: string, schedules: number) => ({
    stack: 'pipeline',
    status,
    outputs: new Map<string, string>(),
    resources: Array.from({ length: schedules }, (_, nth) => ({
      logicalId: `s${nth}`,
      type: 'AWS::Scheduler::Schedule',
      name: `s${nth}`,
    })),
  });
  const checks = (status: string, schedules = 3) =>
    stackChecks(new STSClient(region), '111122223333', [stack(status, schedules)]);

  it('are well when deployed whole, in the account of the settings', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333' });
    expect(await faults(checks('UPDATE_COMPLETE'))).toEqual([]);
  });

  it.each([
    ['UPDATE_ROLLBACK_COMPLETE', 'warning'],
    ['UPDATE_IN_PROGRESS', 'warning'],
    ['UPDATE_ROLLBACK_FAILED', 'broken'],
    ['ROLLBACK_COMPLETE', 'broken'],
  ])('at %s are a case of %s', async (status, level) => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '111122223333' });
    expect(await faults(checks(status))).toEqual([`${level} stack pipeline: ${status}`]);
  });

  it('of another account, or without schedules, are broken', async () => {
    sts.on(GetCallerIdentityCommand).resolves({ Account: '999999999999' });
    expect(await faults(checks('CREATE_COMPLETE', 1))).toEqual([
      'broken account: 999999999999, but the settings say 111122223333',
      'broken schedules: 1 of 3 are there',
    ]);
  });
});

it.each([
  [2_000, 'ok'],
  [-45_000, 'warning'],
  [301_000, 'broken'],
  [Number.NaN, 'ok'],
])('a clock that is %i ms off is %s', (skewMs, level) => {
  expect(clockFinding(skewMs).level).toBe(level);
});
