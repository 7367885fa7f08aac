import type { History } from '#shared/domain/backtest/history.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { stableShare } from '#shared/domain/stable-hash.ts';

/** Customers kept while more come, as a multiple of those wanted. */
const SLACK = 2;

/**
 * The `wanted` customers with the smallest hashes of all that are added, by customer id: a fair
 * sample that is the same in whatever order they come, and in bounded memory.
 */
export function chosenHistories(wanted: number) {
  let kept = new Map<string, History>();
  let seen = 0;
  const trim = (): void => {
    const byHash = [...kept.values()]
      .map((history) => ({ history, hash: stableShare(history.customerId) }))
      .sort((a, b) => a.hash - b.hash)
      .slice(0, wanted);
    kept = new Map(byHash.map(({ history }) => [history.customerId, history]));
  };
  return {
    add(customerId: string, facts: readonly Fact[]): void {
      seen += 1;
      kept.set(customerId, { customerId, facts });
      if (kept.size >= wanted * SLACK) trim();
    },
    /** How many customers there were in all, and those chosen. */
    finish(): { readonly seen: number; readonly histories: readonly History[] } {
      if (kept.size > wanted) trim();
      const histories = [...kept.values()];
      return { seen, histories: histories.sort((a, b) => (a.customerId < b.customerId ? -1 : 1)) };
    },
  };
}
