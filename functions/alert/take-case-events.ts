import type { Incoming } from '#shared/messaging/ports.ts';
import { keepCase } from './keep-case.ts';
import { type OpeningDeps, openCasesInTurn } from './open-cases.ts';
import { customerOf, readCaseEvent } from './read-case-event.ts';

/**
 * Brings cases up to date with a batch of events of the bus and opens what the day has room for.
 * Answers the messages that are to come again: those that failed, and those whose customer's case
 * could not be opened. A message that is no such event fails until it ends in the dead-letter
 * queue: these events are our own, so it is a fault of ours to look at.
 */
export async function takeCaseEvents(
  deps: OpeningDeps,
  messages: readonly Incoming[],
): Promise<{ failed: readonly string[] }> {
  const failed = new Set<string>();
  for (const { messageId, body } of messages) {
    try {
      await keepCase(deps, readCaseEvent(body));
    } catch (error) {
      deps.onFailure(customerOf(body), error);
      failed.add(messageId);
    }
  }
  const unopened = await openCasesInTurn(deps);
  for (const { messageId, body } of messages) {
    if (unopened.includes(customerOf(body))) failed.add(messageId);
  }
  return { failed: [...failed] };
}
