import * as z from 'zod';
import { reason, toldIn } from '#shared/contracts/outbound.ts';

/** Rows of the passes before there was a choice were told in percent and are read without it. */
const toldInOrPercent = toldIn.default('percent');

/** One line of the due list. */
export const dueRow = z.object({
  customerId: z.string(),
  kind: z.enum(['replenishment', 'maintenance', 'meter-reading']),
  subject: z.string(),
  /** Date the customer is expected to need it, and the 10 % and 90 % dates around it. */
  expectedOn: z.iso.date(),
  p10: z.iso.date(),
  p90: z.iso.date(),
  probability: z.number(),
  toldIn: toldInOrPercent,
  horizonDays: z.number(),
  evidence: z.enum(['thin', 'enough']),
  overdue: z.boolean(),
  valueMinor: z.number(),
  reasons: z.array(reason),
});
export type DueRow = z.infer<typeof dueRow>;

/** One line of the at-risk list. */
export const riskRow = z.object({
  customerId: z.string(),
  probability: z.number(),
  toldIn: toldInOrPercent,
  horizonDays: z.number(),
  evidence: z.enum(['thin', 'enough']),
  level: z.enum(['calm', 'at-risk', 'lost']),
  valueAtStakeMinor: z.number(),
  abcClass: z.enum(['A', 'B', 'C']),
  stage: z.string(),
  reasons: z.array(reason),
});
export type RiskRow = z.infer<typeof riskRow>;
