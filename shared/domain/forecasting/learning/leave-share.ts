import { longerThan } from '../intervals/days-until.ts';
import type { LogInterval } from '../intervals/log-interval.ts';
import { binDays } from './elapsed-bins.ts';

const ROUNDS = 40;

/**
 * Share of purchases after which the product is never bought again, from those that were followed
 * by another (`returned`) and those that are not yet (`waiting` by class of elapsed time). Waiting
 * may still be coming back: each counts as left with q / (q + (1-q) S(elapsed)), repeated until
 * stable (expectation maximisation of a cure model). The prior counts as `strength` purchases.
 */
export function leaveShare(
  returned: number,
  waiting: ArrayLike<number>,
  interval: LogInterval,
  prior: { readonly share: number; readonly strength: number },
): number {
  let total = returned + prior.strength;
  const open: { count: number; surviving: number }[] = [];
  for (let bin = 0; bin < waiting.length; bin += 1) {
    const count = waiting[bin] ?? 0;
    total += count;
    if (count > 0) open.push({ count, surviving: longerThan(interval, binDays(bin)) });
  }
  let share = prior.share;
  for (let round = 0; round < ROUNDS; round += 1) {
    let left = prior.strength * prior.share;
    for (const { count, surviving } of open) {
      left += (count * share) / (share + (1 - share) * surviving);
    }
    share = Math.min(Math.max(left / total, 1e-4), 1 - 1e-4);
  }
  return share;
}
