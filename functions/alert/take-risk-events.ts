import { keepCase } from './keep-case.ts';
import { type OpeningDeps, openCasesInTurn } from './open-cases.ts';
import { customerOf, readRiskEvent } from './read-risk-event.ts';

export type TakeDeps = OpeningDeps & {
  /** Told about a customer whose events failed and will come again. */
  readonly onFailure: (customerId: string, error: unknown) => void;
};

export type RiskMessage = { readonly messageId: string; readonly body: unknown };

/**
 * Brings cases up to date with a batch of events of the bus and opens what the day has room for.
 * Answers the messages that are to come again. A message that is no such event fails until it ends
 * in the dead-letter queue: these events are our own, so it is a fault of ours to look at.
 */
export async function takeRiskEvents(
  deps: TakeDeps,
  messages: readonly RiskMessage[],
): Promise<{ failed: readonly string[] }> {
  const failed: string[] = [];
  for (const { messageId, body } of messages) {
    try {
      await keepCase(deps, readRiskEvent(body));
    } catch (error) {
      deps.onFailure(customerOf(body), error);
      failed.push(messageId);
    }
  }
  await openCasesInTurn(deps);
  return { failed };
}
