import { z } from 'zod';
import { reason } from '#shared/contracts/outbound.ts';

/*
 * What a dawn pass leaves per segment for those who want to look: documents `due`, `at-risk` and
 * `kpi-sums` with id `<date>/<segment>`, and `dawn` / `latest` that names the newest complete pass.
 */

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
  horizonDays: z.number(),
  evidence: z.enum(['thin', 'enough']),
  level: z.enum(['calm', 'at-risk', 'lost']),
  valueAtStakeMinor: z.number(),
  abcClass: z.enum(['A', 'B', 'C']),
  stage: z.string(),
  reasons: z.array(reason),
});
export type RiskRow = z.infer<typeof riskRow>;

export const dawnPass = z.object({
  asOf: z.iso.date(),
  segments: z.int(),
  customers: z.int(),
  changed: z.int(),
  modelVersion: z.string(),
});
export type DawnPass = z.infer<typeof dawnPass>;

/** Lists keep the rows that matter most, so that a document stays under the item size limit. */
export const ROWS_KEPT = { due: 1_000, atRisk: 1_000 } as const;

export const documentId = (date: string, segment: number): string =>
  `${date}/${String(segment).padStart(4, '0')}`;
