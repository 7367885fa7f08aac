import { mayProfile } from '#shared/domain/deciding/consent.ts';
import { thinnedSample } from '#shared/domain/forecasting/learning/thinned-sample.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import type { BacktestPlan } from './backtest-plan.ts';
import { churnClaims } from './churn-claims.ts';
import { CLAIM_KINDS, type Claim, type ClaimKind, type Claims, type DatedClaim } from './claim.ts';
import type { History } from './history.ts';
import { type DatedModel, modelOn } from './learn-as-of.ts';
import type { LookedAt } from './looked-at.ts';
import { maintenanceClaims } from './maintenance-claims.ts';
import { replenishmentClaims } from './replenishment-claims.ts';

/** Rows of one kind kept at most; of more, an even sample is judged. */
const KEPT = 100_000;

/** All claims of one kind, or an even sample of them. */
export type KindClaims = {
  readonly kind: ClaimKind;
  readonly claims: readonly Claim[];
  readonly known: number;
  readonly dated: readonly DatedClaim[];
  readonly knownDates: number;
  readonly untold: number;
};

export type ClaimCollector = {
  /** Looks back on every step of one customer. */
  add(history: History, customer: number): void;
  finish(): KindClaims[];
};

/** Collects what was forecast on each step, beside what came. */
export function collectClaims(
  { steps, lastDay }: BacktestPlan,
  models: readonly DatedModel[],
  calendar: Calendar,
  churnDays: number,
): ClaimCollector {
  const ask: Readonly<Record<ClaimKind, (looked: LookedAt) => Claims>> = {
    replenishment: replenishmentClaims,
    maintenance: maintenanceClaims,
    churn: (looked) => churnClaims(looked, churnDays),
  };
  const kinds = CLAIM_KINDS.map((kind) => ({ kind, ...kindCollector() }));
  return {
    add({ facts }, customer) {
      for (const { day, fold, timeline } of lookBack(facts, steps, calendar)) {
        if (!mayProfile(fold)) continue;
        const model = modelOn(models, day);
        const looked = { customer, fold, model, today: day, timeline, lastDay };
        for (const { kind, add } of kinds) add(ask[kind](looked));
      }
    },
    finish: () => kinds.map(({ kind, finish }) => ({ kind, ...finish() })),
  };
}

function kindCollector() {
  const claims = thinnedSample<Claim>(KEPT);
  const dated = thinnedSample<DatedClaim>(KEPT);
  const counts = { known: 0, knownDates: 0, untold: 0 };
  return {
    add(found: Claims): void {
      counts.known += found.claims.length;
      counts.knownDates += found.dated.length;
      counts.untold += found.untold;
      for (const claim of found.claims) claims.add(claim);
      for (const date of found.dated) dated.add(date);
    },
    finish: () => ({ ...counts, claims: claims.rows(), dated: dated.rows() }),
  };
}
