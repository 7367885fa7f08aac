import * as z from 'zod';
import type { ShopSettings } from '#shared/config/shop.ts';
import { outboundProperties, reason } from '#shared/contracts/outbound.ts';
import { riskLevel } from '#shared/domain/customer/state.ts';
import { type Told, told } from '#shared/domain/forecasting/told.ts';

const atMs = z.int();

/** Where a case stands. Instants are epoch milliseconds. */
const caseState = z.discriminatedUnion('kind', [
  /** The team's day is full; `rank` is its place in the queue of waiting cases. */
  z.strictObject({ kind: z.literal('waiting'), rank: z.string() }),
  z.strictObject({ kind: z.literal('open'), sinceMs: atMs }),
  z.strictObject({ kind: z.literal('acknowledged'), sinceMs: atMs, owner: z.string().min(1) }),
  z.strictObject({ kind: z.literal('snoozed'), untilMs: atMs, owner: z.string().min(1) }),
  z.strictObject({
    kind: z.literal('resolved'),
    sinceMs: atMs,
    owner: z.string().min(1),
    outcome: outboundProperties['Case Resolved'].shape.outcome,
  }),
  /** Closed by itself: the customer came back. */
  z.strictObject({ kind: z.literal('closed'), sinceMs: atMs }),
]);

/** What the team's tools are to be told: that the case is there (again), or that it is over. */
const notice = z.enum(['trigger', 'resolve']);
export type Notice = z.infer<typeof notice>;

/** The one case of a customer who is leaving. Loose, its risk too: fields of a newer version survive. */
export const supportCase = z.looseObject({
  caseId: z.string().min(1),
  customerId: z.string().min(1),
  state: caseState,
  /** Level and reasons, probability and value as they were when they were last news. */
  risk: outboundProperties['Customer At Risk'].extend({ reasons: z.array(reason.loose()) }).loose(),
  level: riskLevel,
  /** Instant of the newest event seen; older ones change nothing. */
  newsMs: atMs,
  /** Instant of the last thing that the team did about it; an older one changes nothing. */
  actedMs: atMs.optional(),
  /** Decided but perhaps not yet published. */
  owed: notice.nullable(),
  /** What was published last; null before the first. */
  published: notice.nullable(),
});
export type SupportCase = z.infer<typeof supportCase>;

/**
 * How likely the customer leaves, as it is told; undefined while it is too early to say. Cases of
 * before have the probability alone, in percent where nothing else is said.
 */
export function toldOf({ risk }: Pick<SupportCase, 'risk'>): Told | undefined {
  const { probability, likelihood, toldIn = 'percent' } = risk;
  if (likelihood !== undefined) return { probability, toldIn, likelihood };
  return probability === null ? undefined : told({ probability, toldIn });
}

/** Days that the probability speaks of; cases of before say nothing of it: those of the shop. */
export const horizonDaysOf = (
  { risk }: Pick<SupportCase, 'risk'>,
  shop: Pick<ShopSettings, 'risk'>,
): number => risk.horizonDays ?? shop.risk.horizonDays;

/** Whether somebody should still look after the customer. */
export const isActive = ({ state }: SupportCase): boolean =>
  state.kind !== 'resolved' && state.kind !== 'closed';

/** Whether the case is in front of the team now; a snoozed one comes back when its time is over. */
export function isInFront({ state }: SupportCase, nowMs: number): boolean {
  return (
    state.kind === 'open' ||
    state.kind === 'acknowledged' ||
    (state.kind === 'snoozed' && state.untilMs <= nowMs)
  );
}
