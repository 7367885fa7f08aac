import * as z from 'zod';
import { type Environment, environment } from './environment.ts';

const environments = z.strictObject({ dev: environment, staging: environment, prod: environment });
export type Environments = z.infer<typeof environments>;
export type EnvironmentName = keyof Environments;
/** The names of all environments, the one that can be thrown away first. */
export const environmentNames: readonly EnvironmentName[] = environments.keyof().options;

/** @throws Error that names every wrong value with its path. */
export function parseEnvironments(given: unknown): Environments {
  const parsed = environments.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new Error(`the environments are not valid:\n${z.prettifyError(parsed.error)}`);
}

const shop = {
  name: 'Example Shop',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  locale: 'en',
  region: 'DE',
  holdoutShare: 0.05,
  holdoutSalt: 'example-shop-2026',
  cap: { contacts: 3, days: 30 },
  sendHour: 10,
  leadDays: { replenishment: 5, maintenance: 14 },
  risk: { open: 0.7, close: 0.5, lost: 0.95, dwellDays: 7, horizonDays: 90 },
  casesPerDay: 20,
  retentionMonths: 36,
  sender: { email: 'shop@example.com', sms: 'Example' },
};

/** The three places a shop is run in. Change them here; a wrong value stops every command. */
export const allEnvironments = (): Environments =>
  parseEnvironments({
    dev: {
      shop,
      load: { customers: 1_000, eventsPerMonth: 10_000, peakEventsPerSecond: 5 },
      concurrency: { account: 1_000, queues: { imports: 2 } },
      dawnSegments: 2,
      logRetentionDays: 7,
      retainData: false,
      pointInTimeRecovery: true,
      archiveDays: 7,
      throttle: { requestsPerSecond: 20, burst: 40 },
      traces: true,
      sending: 'off',
      smsMonthlyLimitUsd: 1,
    },
    staging: {
      shop,
      load: { customers: 10_000, eventsPerMonth: 100_000, peakEventsPerSecond: 20 },
      concurrency: { account: 1_000, queues: { imports: 2 } },
      dawnSegments: 2,
      logRetentionDays: 30,
      retainData: true,
      pointInTimeRecovery: true,
      archiveDays: 14,
      throttle: { requestsPerSecond: 50, burst: 100 },
      canary: { percent: 50, minutes: 5 },
      traces: true,
      sending: 'off',
      smsMonthlyLimitUsd: 1,
    },
    prod: {
      shop,
      load: { customers: 1_000_000, eventsPerMonth: 10_000_000, peakEventsPerSecond: 200 },
      concurrency: { account: 1_000, queues: { imports: 2 } },
      logRetentionDays: 90,
      retainData: true,
      pointInTimeRecovery: true,
      archiveDays: 35,
      throttle: { requestsPerSecond: 200, burst: 400 },
      canary: { percent: 10, minutes: 10 },
      /* Events come so apart that most of their runs would be recorded: docs/cost.md. */
      traces: false,
      sending: 'on',
      smsMonthlyLimitUsd: 200,
      expects: { eventEveryMinutes: 60, decisionsPerDay: { least: 300, most: 30_000 } },
    },
  });

/** @throws Error that lists the names there are. */
export function environmentOf(name: string): Environment {
  const known = environmentNames.find((candidate) => candidate === name);
  if (known === undefined) {
    throw new Error(
      `there is no environment ${name}; choose one of ${environmentNames.join(', ')}`,
    );
  }
  return allEnvironments()[known];
}
