import type { ActivityHistory } from '#shared/domain/forecasting/activity/activity-history.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { readData } from './read-data.ts';

export type CdnowCustomer = { readonly history: ActivityHistory; readonly repeatAmounts: number[] };

/** CDNOW up to 1997-09-30 in weeks, purchases of one day merged, as the published fits have it. */
export function cdnowCustomers(file: string): CdnowCustomer[] {
  const cut = dayOfIso('1997-09-30');
  const byCustomer = new Map<string, Map<number, number>>();
  for (const row of readData(file)) {
    const day = dayOfIso(row['date'] ?? '');
    if (day > cut) continue;
    const days = byCustomer.get(row['customer_id'] ?? '') ?? new Map<number, number>();
    days.set(day, (days.get(day) ?? 0) + Number(row['amount_usd']));
    byCustomer.set(row['customer_id'] ?? '', days);
  }
  return [...byCustomer.values()].map((days) => {
    const ordered = [...days.keys()].sort((a, b) => a - b);
    const first = ordered[0] ?? 0;
    const history = {
      repeats: ordered.length - 1,
      lastAt: ((ordered.at(-1) ?? first) - first) / 7,
      observed: (cut - first) / 7,
    };
    return { history, repeatAmounts: ordered.slice(1).map((day) => days.get(day) ?? 0) };
  });
}
