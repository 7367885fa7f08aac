import * as z from 'zod';
import { closedFormLayer } from '../activity/activity-layer.ts';
import { provenance } from '../model/provenance.ts';
import { type Model, model } from '../model.ts';
import type { Verdict } from './learning-record.ts';

type About = Verdict['about'];

/**
 * Groups that one kind of forecast rests on. They build on each other (a layer is fitted over the
 * closed forms it is handed), so they are promoted or kept together. What is in none of them, the
 * worth of a purchase and the classes of revenue, makes no probability and follows the newest data,
 * and says so.
 */
const GROUPS: Readonly<Record<About, readonly string[]>> = {
  replenishment: ['intervals', 'products', 'due', 'dates'],
  churn: [
    'activity',
    'activityLayer',
    'season',
    'visits',
    'signals',
    'subscriptions',
    'attributes',
  ],
  maintenance: ['hazards', 'services', 'maintenance', 'usage', 'failures', 'condition'],
};

/** The model without the layer over the closed form of this kind; undefined where it has none. */
export function closedFormOf(given: Model, about: About): Model | undefined {
  switch (about) {
    case 'replenishment':
      return { ...given, due: { ...given.due, spread: [0, 0] } };
    case 'churn':
      return { ...given, activityLayer: closedFormLayer(given) };
    case 'maintenance':
      return Object.keys(given.failures?.products ?? {}).length === 0
        ? undefined
        : model.parse(without(given, ['failures']));
  }
}

/** What was learned, with everything that the verdicts say otherwise; each group says which and why. */
export const composed = (learned: Model, champion: Model, verdicts: readonly Verdict[]): Model =>
  verdicts.reduce(
    (next, verdict) => settled(next, champion, verdict),
    noted(learned, UNCONTESTED, FOLLOWS),
  );

const UNCONTESTED = ['spend', 'abc'];
const FOLLOWS =
  'follows the newest data without a contest: it makes no probability that could come true or not';

function settled(next: Model, champion: Model, verdict: Verdict): Model {
  const { about, outcome, why } = verdict;
  switch (outcome) {
    case 'kept': {
      const before = withGroupsOf(next, champion, GROUPS[about]);
      return noted(before, GROUPS[about], `kept from ${champion.version}: ${why}`);
    }
    case 'stepped-down':
      return noted(closedFormOf(next, about) ?? next, GROUPS[about], `without its layer: ${why}`);
    case 'promoted':
      return withDates(noted(next, GROUPS[about], `promoted: ${why}`), champion, verdict);
    case 'not-judged':
      return noted(next, GROUPS[about], why);
  }
}

/** Dates are judged by how far off they are, and are a layer of their own. */
function withDates(next: Model, champion: Model, { dateErrors }: Verdict): Model {
  if (dateErrors === undefined) return next;
  const { isKept, why } = dateErrors;
  return isKept
    ? noted(withGroupsOf(next, champion, DATES), DATES, `kept from ${champion.version}: ${why}`)
    : noted(next, DATES, `promoted: ${why}`);
}

const DATES = ['dates'];

const withGroupsOf = (next: Model, champion: Model, names: readonly string[]): Model =>
  model.parse({
    ...without(next, names),
    ...Object.fromEntries(Object.entries(champion).filter(([name]) => names.includes(name))),
  });

const without = (given: Model, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)));

const withProvenance = z.looseObject({ from: provenance });

/** Every one of these groups says how it did; words of an earlier judgement go. */
function noted(next: Model, names: readonly string[], judged: string): Model {
  const groups = names.flatMap((name) => {
    const group = withProvenance.safeParse(next[name]).data;
    return group === undefined
      ? []
      : [[name, { ...group, from: { ...group.from, judged } }] as const];
  });
  return model.parse({ ...next, ...Object.fromEntries(groups) });
}
