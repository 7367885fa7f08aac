import * as z from 'zod';
import { SECONDS_OF_A_MONTH } from '#shared/domain/time/spans.ts';
import { shopSettings } from './shop.ts';

/** Days that CloudWatch Logs can keep lines for. */
const logRetentionDays = z.literal([7, 14, 30, 60, 90, 180, 365]);

/** Functions of a queue at the same time: Lambda's own bounds of an event source's concurrency. */
const atOnce = z.int().min(2).max(1_000);

/** Left for functions that no queue starts: HTTP, schedules, dawn's end. */
const FREE_CONCURRENCY = 100;

/** What the place is built for; sizes, batches and limits of the pipeline follow from it. */
const load = z
  .strictObject({
    customers: z.int().min(1).max(100_000_000),
    eventsPerMonth: z.int().min(1).max(10_000_000_000),
    /** The busiest second that must pass without a backlog that people notice. */
    peakEventsPerSecond: z.number().positive().max(100_000),
  })
  .refine(
    ({ eventsPerMonth, peakEventsPerSecond }) =>
      peakEventsPerSecond >= eventsPerMonth / SECONDS_OF_A_MONTH,
    {
      path: ['peakEventsPerSecond'],
      message: 'must not be below the mean rate of eventsPerMonth',
    },
  );
const concurrency = z
  .strictObject({
    /** Executions at once that the account allows in the region: 1,000 unless raised. */
    account: z.int().min(10),
    /** The most functions that a queue may keep busy; a queue left out follows from `load`. */
    queues: z
      .strictObject({
        events: atOnce,
        due: atOnce,
        deliver: atOnce,
        alerts: atOnce,
        dawn: atOnce,
        imports: atOnce,
      })
      .partial(),
  })
  .refine(
    ({ account, queues }) =>
      Object.values(queues).reduce<number>((sum, most) => sum + (most ?? 0), 0) <=
      account - FREE_CONCURRENCY,
    {
      path: ['queues'],
      message: `must leave ${FREE_CONCURRENCY} executions of the account to what no queue starts`,
    },
  );

/** Requests to the HTTP API, all callers together; what is above is refused with 429. */
const throttle = z
  .strictObject({
    requestsPerSecond: z.int().min(1).max(10_000),
    burst: z.int().min(1).max(5_000),
  })
  .refine(({ requestsPerSecond, burst }) => burst >= requestsPerSecond || burst === 5_000, {
    path: ['burst'],
    message: 'must be at least requestsPerSecond (or 5000, the most there is)',
  });

/** Who else may send events over HTTP: bearers of a token of this issuer for one of the audiences. */
const jwt = z.strictObject({
  issuer: z.url({ protocol: /^https$/ }),
  audience: z.array(z.string().min(1)).min(1),
});

/** What is usual in a place where people rely on it. */
const expects = z
  .strictObject({
    /** At least one event in so long, also at night. */
    eventEveryMinutes: z.int().min(5).max(1_440),
    /** Decisions to write to or warn of a customer, in a day. */
    decisionsPerDay: z.strictObject({ least: z.int().min(1), most: z.int().min(1) }),
  })
  .refine(({ decisionsPerDay: { least, most } }) => least <= most, {
    path: ['decisionsPerDay', 'most'],
    message: 'must be at least decisionsPerDay.least',
  });

/** How carefully a release takes over: a share of the work first, the rest when no alarm rang. */
const canary = z.strictObject({
  percent: z.int().min(1).max(99),
  minutes: z.int().min(1).max(2_880),
});

/** One place where a shop is run. Strict: a misspelt setting is refused with its path. */
export const environment = z
  .strictObject({
    /** Account and region; left out, the deploying person's own are taken. */
    account: z
      .string()
      .regex(/^\d{12}$/, 'must be the 12 digits of an AWS account')
      .optional(),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'must be an AWS region such as eu-central-1')
      .optional(),
    /** Links in messages lead to the HTTP API's own address unless `publicUrl` is given. */
    shop: shopSettings.partial({ publicUrl: true }),
    load,
    concurrency,
    /** Messages of one dawn pass; left out, one for every 100,000 customers of `load`. */
    dawnSegments: z.int().min(1).max(1_000).optional(),
    logRetentionDays,
    /** Whether tables, keys and files survive their stack and refuse to be deleted. */
    retainData: z.boolean(),
    /** Whether tables can be put back to any second of the last 35 days. */
    pointInTimeRecovery: z.boolean(),
    /** Days for which events of the bus can be played again; none with an address is kept. */
    archiveDays: z.int().min(1).max(3_650),
    throttle,
    jwt: jwt.optional(),
    /** Left out, a release takes over at once. */
    canary: canary.optional(),
    /** Whether Lambda records traces of what queues, schedules and rules start. */
    traces: z.boolean(),
    /** Whether messages go out as long as nobody has switched sending on or off. */
    sending: z.enum(['on', 'off']),
    /** What text messages may cost in a month before it alarms: the account's own limit in SNS. */
    smsMonthlyLimitUsd: z.number().min(0),
    /** Left out, nobody is told when events or decisions stay away or are far too many. */
    expects: expects.optional(),
    /** Who is told of alarms; further subscribers are added to the ops topic. */
    alarmEmail: z.email().optional(),
  })
  .refine(({ shop }) => shop.risk.close < shop.risk.open, {
    path: ['shop', 'risk', 'close'],
    message: 'must be below risk.open, or cases would open and close in turn',
  })
  .refine(({ retainData, pointInTimeRecovery }) => pointInTimeRecovery || !retainData, {
    path: ['pointInTimeRecovery'],
    message: 'must be on where data are retained',
  });
export type Environment = z.infer<typeof environment>;
