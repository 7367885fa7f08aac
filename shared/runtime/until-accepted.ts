import { setTimeout as sleep } from 'node:timers/promises';

export type Pause = (milliseconds: number) => Promise<unknown>;

/** Waits 50, 100, 200 and 400 ms between the attempts. */
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 50;

/**
 * Sends items to something that may refuse some of them, again and again only those that it
 * refused. `attempt` answers what was refused. Returns what is still refused in the end.
 */
export async function untilAccepted<Item>(
  items: readonly Item[],
  attempt: (items: readonly Item[]) => Promise<readonly Item[]>,
  pause: Pause = sleep,
): Promise<readonly Item[]> {
  let refused = await attempt(items);
  for (let attempts = 1; refused.length > 0 && attempts < ATTEMPTS; attempts += 1) {
    await pause(FIRST_PAUSE_MS * 2 ** (attempts - 1));
    refused = await attempt(refused);
  }
  return refused;
}
