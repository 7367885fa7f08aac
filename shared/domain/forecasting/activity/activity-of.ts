import type { Fold } from '#shared/domain/customer/state.ts';
import type { ActivityHistory } from './activity-history.ts';

/** The customer's visits as a history in days; undefined when there was none. */
export function activityOf({ visits }: Fold, today: number): ActivityHistory | undefined {
  if (visits === undefined) return undefined;
  const lastAt = visits.last - visits.first;
  return {
    repeats: visits.n - 1,
    lastAt,
    observed: Math.max(today - visits.first, lastAt),
  };
}
