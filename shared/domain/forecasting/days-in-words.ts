/* How reasons say spans of whole days. */

export const inDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

/** As in `last came yesterday`. */
export const daysAgo = (days: number): string =>
  days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
