import { wrongUse } from '#cli/cli-error.ts';
import { outboundProperties } from '#shared/contracts/outbound.ts';

const { options: OUTCOMES } = outboundProperties['Case Resolved'].shape.outcome;

/** What somebody does about a case. */
export type CaseStep =
  | { readonly kind: 'acknowledge' }
  | { readonly kind: 'snooze'; readonly until: string }
  | { readonly kind: 'resolve'; readonly outcome: (typeof OUTCOMES)[number] };

/** The step in words of the command line. @throws CliError when the step is not one, or lacks what it needs. */
export function caseStep(
  step: string,
  { until, outcome }: Readonly<Record<string, unknown>>,
): CaseStep {
  if (step === 'acknowledge') return { kind: 'acknowledge' };
  if (step === 'snooze') {
    if (typeof until === 'string') return { kind: 'snooze', until };
    throw wrongUse('snooze wants a day', 'Add --until DATE, as 2026-03-13.');
  }
  if (step === 'resolve') {
    const ended = OUTCOMES.find((known) => known === outcome);
    if (ended !== undefined) return { kind: 'resolve', outcome: ended };
    const lacks = outcome === undefined ? 'resolve wants an outcome' : `${outcome} is no outcome`;
    throw wrongUse(lacks, `Add --outcome with one of ${OUTCOMES.join(', ')}.`);
  }
  throw wrongUse(`a case cannot be told to ${step}`, 'Say acknowledge, snooze or resolve.');
}
