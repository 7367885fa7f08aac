import type { Evidence } from '#shared/domain/forecasting/forecast.ts';

/** Bounds of the groups by number of purchases, visits or services known. */
const SEEN_GROUPS = [
  { group: '0', from: 0 },
  { group: '1', from: 1 },
  { group: '2', from: 2 },
  { group: '3-4', from: 3 },
  { group: '5-9', from: 5 },
  { group: '10+', from: 10 },
] as const;

/** The members of each group that has some, fewest purchases first. */
export function groupsBySeen<Member extends { readonly seen: number }>(
  members: readonly Member[],
): (readonly [string, readonly Member[]])[] {
  const groupOf = ({ seen }: Member): string =>
    SEEN_GROUPS.findLast(({ from }) => seen >= from)?.group ?? '0';
  const grouped = Map.groupBy(members, groupOf);
  return SEEN_GROUPS.flatMap(({ group }) => {
    const found = grouped.get(group);
    return found === undefined ? [] : [[group, found] as const];
  });
}

/** The members with each degree of evidence, thin first. */
export function groupsByEvidence<Member extends { readonly evidence: Evidence }>(
  members: readonly Member[],
): (readonly [string, readonly Member[]])[] {
  return (['thin', 'enough'] as const).flatMap((group) => {
    const found = members.filter(({ evidence }) => evidence === group);
    return found.length === 0 ? [] : [[group, found] as const];
  });
}
