import * as z from 'zod';
import { shopSettings } from './shop.ts';

/** Days that CloudWatch Logs can keep lines for. */
const logRetentionDays = z.literal([7, 14, 30, 60, 90, 180, 365]);

const environment = z
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
    /** Messages of one dawn pass; one for about every 100,000 customers. */
    dawnSegments: z.int().min(1).max(1_000),
    logRetentionDays,
    /** Whether tables survive their stack and refuse to be deleted. */
    retainData: z.boolean(),
  })
  .refine(({ shop }) => shop.risk.close < shop.risk.open, {
    path: ['shop', 'risk', 'close'],
    message: 'must be below risk.open, or cases would open and close in turn',
  });
export type Environment = z.infer<typeof environment>;

const environments = z.strictObject({ dev: environment, staging: environment, prod: environment });
export type Environments = z.infer<typeof environments>;
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
    dev: { shop, dawnSegments: 2, logRetentionDays: 7, retainData: false },
    staging: { shop, dawnSegments: 2, logRetentionDays: 30, retainData: true },
    prod: { shop, dawnSegments: 8, logRetentionDays: 90, retainData: true },
  });

/** @throws Error that lists the names there are. */
export function environmentOf(name: string): Environment {
  const all = allEnvironments();
  const names = environments.keyof().options;
  const known = names.find((candidate) => candidate === name);
  if (known === undefined) {
    throw new Error(`there is no environment ${name}; choose one of ${names.join(', ')}`);
  }
  return all[known];
}
