import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

/** Everything that ever happened to one customer, in key order. */
export type History = { readonly customerId: string; readonly facts: readonly Fact[] };

/** Customers who asked to be forgotten are not looked back on, not even on days before they asked. */
export const mayLookBack = ({ facts }: History): boolean =>
  facts.length > 0 && facts.every(({ event }) => event.type !== 'Erasure Requested');

/** First and last local day of any fact. Undefined when there is none. */
export function spanOf(
  histories: readonly History[],
  calendar: Calendar,
): { readonly firstDay: number; readonly lastDay: number } | undefined {
  let [firstMs, lastMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { facts } of histories) {
    firstMs = Math.min(firstMs, facts[0]?.atMs ?? firstMs);
    lastMs = Math.max(lastMs, facts.at(-1)?.atMs ?? lastMs);
  }
  if (firstMs > lastMs) return undefined;
  return { firstDay: calendar.dayOf(firstMs), lastDay: calendar.dayOf(lastMs) };
}
