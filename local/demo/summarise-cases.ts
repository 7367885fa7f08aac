import { isActive, isInFront, type SupportCase, toldInOf } from '#shared/domain/cases/case.ts';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';
import type { DemoSummary } from './demo-summary.ts';

const TOP_CASES = 5;

/** How many cases there are, and those in front of the team with most at stake. */
export function summariseCases(cases: readonly SupportCase[], nowMs: number): DemoSummary['cases'] {
  const active = cases.filter(isActive);
  const front = active.filter((each) => isInFront(each, nowMs));
  const stake = ({ risk }: SupportCase): number => risk.valueAtStakeMinor * chance(risk);
  return {
    open: front.length,
    valueAtStakeMinor: front.reduce((sum, { risk }) => sum + risk.valueAtStakeMinor, 0),
    byState: [...Map.groupBy(cases, ({ state }) => state.kind)].map(([state, of]) => ({
      state,
      cases: of.length,
    })),
    top: front
      .sort((left, right) => stake(right) - stake(left))
      .slice(0, TOP_CASES)
      .map(({ customerId, state, risk, newsMs }) => ({
        customerId,
        state: state.kind,
        asOf: new Date(newsMs).toISOString().slice(0, 10),
        probability: chance(risk),
        toldIn: toldInOf({ risk }),
        likelihood: likelihoodOf(chance(risk)).word,
        valueAtStakeMinor: risk.valueAtStakeMinor,
        reasons: toldReasons(risk.reasons),
        suggestedAction: risk.suggestedAction,
      })),
  };
}

/** A case in front of the team was opened on a probability. */
const chance = ({ probability }: SupportCase['risk']): number => probability ?? 0;
