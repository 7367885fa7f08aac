import { isActive, isInFront, type SupportCase, toldOf } from '#shared/domain/cases/case.ts';
import type { Told } from '#shared/domain/forecasting/told.ts';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';
import type { DemoSummary } from './demo-summary.ts';

const TOP_CASES = 5;

/** How many cases there are, and those in front of the team with most at stake. */
export function summariseCases(cases: readonly SupportCase[], nowMs: number): DemoSummary['cases'] {
  const active = cases.filter(isActive);
  const front = active.filter((each) => isInFront(each, nowMs));
  return {
    open: front.length,
    valueAtStakeMinor: front.reduce((sum, { risk }) => sum + risk.valueAtStakeMinor, 0),
    byState: [...Map.groupBy(cases, ({ state }) => state.kind)].map(([state, of]) => ({
      state,
      cases: of.length,
    })),
    top: front
      .flatMap((each) => {
        const told = toldOf(each);
        return told === undefined ? [] : [{ ...each, told }];
      })
      .sort((left, right) => expectedLoss(right) - expectedLoss(left))
      .slice(0, TOP_CASES)
      .map(({ customerId, state, risk, newsMs, told }) => ({
        customerId,
        state: state.kind,
        asOf: new Date(newsMs).toISOString().slice(0, 10),
        ...told,
        valueAtStakeMinor: risk.valueAtStakeMinor,
        reasons: toldReasons(risk.reasons),
        suggestedAction: risk.suggestedAction,
      })),
  };
}

/** Of a word, the middle of what it stands for. */
function expectedLoss({ risk, told }: SupportCase & { readonly told: Told }): number {
  const { probability, likelihood } = told;
  return risk.valueAtStakeMinor * (probability ?? (likelihood.from + likelihood.to) / 2);
}
