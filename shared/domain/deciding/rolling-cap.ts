import type { ShopSettings } from '#shared/config/shop.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';

/**
 * The earliest instant from `nowMs` on at which one more contact keeps to the cap: fewer than
 * `cap.contacts` contacts in the `cap.days` days before it.
 * @param contacted instants of earlier contacts in any order
 */
export function capFreeAt(
  contacted: readonly number[],
  cap: ShopSettings['cap'],
  nowMs: number,
): number {
  const windowMs = cap.days * DAY_MS;
  const counting = contacted.filter((atMs) => atMs > nowMs - windowMs).sort((a, b) => a - b);
  const mustPass = counting[counting.length - cap.contacts];
  return mustPass === undefined ? nowMs : Math.max(nowMs, mustPass + windowMs);
}
