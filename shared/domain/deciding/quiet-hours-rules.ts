import * as z from 'zod';
import type { ContactPurpose } from './consent.ts';
import packs from './quiet-hours-rules.json' with { type: 'json' };

const hours = z
  .tuple([z.int().min(0).max(23), z.int().min(1).max(24)])
  .refine(([from, to]) => from < to, 'must open before it closes');
const week = z.strictObject({
  'mon-fri': hours.optional(),
  'mon-sat': hours.optional(),
  sat: hours.optional(),
  sun: hours.optional(),
});
type Week = z.infer<typeof week>;

const rulePack = z.strictObject({
  region: z.string(),
  source: z.string(),
  effectiveFrom: z.iso.date(),
  /** Zones a customer of the region may live in; empty when it could be any. */
  zones: z.array(z.string()),
  /** Allowed local hours `[from, to)` of each purpose; a day that is not named is quiet. */
  marketing: week,
  service: week,
});
type RulePack = z.infer<typeof rulePack>;

/** Local hours `[from, to)` in which one weekday allows a message. */
type Hours = readonly [from: number, to: number];

const byRegion = new Map(
  z
    .array(rulePack)
    .parse(packs)
    .map((pack) => [pack.region, pack] as const),
);

/** The pack of a region (`DE`), of the region it lies in (`DE-BY`), else the default one. */
export function rulePackOf(region: string): RulePack {
  const pack =
    byRegion.get(region) ?? byRegion.get(region.split('-')[0] ?? '') ?? byRegion.get('default');
  if (pack === undefined) throw new RangeError(`no quiet-hours rules for region ${region}`);
  return pack;
}

/** Allowed hours by ISO weekday, 1 (Monday) to 7 (Sunday); undefined is quiet all day. */
export type SendWindow = (isoWeekday: number) => Hours | undefined;

export function sendWindow(region: string, purpose: ContactPurpose): SendWindow {
  const allowed = rulePackOf(region)[purpose];
  return (isoWeekday) => hoursOf(allowed, isoWeekday);
}

function hoursOf(allowed: Week, isoWeekday: number): Hours | undefined {
  if (isoWeekday === 7) return allowed.sun;
  if (isoWeekday === 6) return allowed.sat ?? allowed['mon-sat'];
  return allowed['mon-fri'] ?? allowed['mon-sat'];
}
