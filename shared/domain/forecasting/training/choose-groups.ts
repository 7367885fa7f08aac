import * as z from 'zod';
import { closedFormLayer } from '../activity/activity-layer.ts';
import { type Model, model, provenance } from '../model.ts';
import type { Verdict } from './learning-record.ts';

type About = Verdict['about'];

/**
 * Groups that one kind of forecast rests on. They build on each other (a layer is fitted over the
 * closed forms it is handed), so they are promoted or kept together. What is in none of them, the
 * worth of a purchase and the classes of revenue, makes no probability and follows the newest data.
 */
const GROUPS: Readonly<Record<About, readonly string[]>> = {
  replenishment: ['intervals', 'products', 'due'],
  churn: ['activity', 'activityLayer', 'visits', 'signals', 'subscriptions'],
  maintenance: ['hazards', 'services', 'maintenance', 'usage'],
};

/** The model without the layer over the closed form of this kind; undefined where it has none. */
export function closedFormOf(given: Model, about: About): Model | undefined {
  switch (about) {
    case 'replenishment':
      return { ...given, due: { ...given.due, spread: [0, 0] } };
    case 'churn':
      return { ...given, activityLayer: closedFormLayer(given) };
    case 'maintenance':
      return undefined;
  }
}

/** What was learned, with everything that the verdicts say otherwise; each group says which and why. */
export const composed = (learned: Model, champion: Model, verdicts: readonly Verdict[]): Model =>
  verdicts.reduce((next, verdict) => settled(next, champion, verdict), learned);

function settled(next: Model, champion: Model, { about, outcome, why }: Verdict): Model {
  switch (outcome) {
    case 'kept': {
      const before = withGroupsOf(next, champion, about);
      return noted(before, about, `kept from ${champion.version}: ${why}`);
    }
    case 'stepped-down':
      return noted(closedFormOf(next, about) ?? next, about, `without its layer: ${why}`);
    case 'promoted':
      return noted(next, about, `promoted: ${why}`);
    case 'not-judged':
      return noted(next, about, why);
  }
}

function withGroupsOf(next: Model, champion: Model, about: About): Model {
  const names = new Set(GROUPS[about]);
  return model.parse({
    ...Object.fromEntries(Object.entries(next).filter(([name]) => !names.has(name))),
    ...Object.fromEntries(Object.entries(champion).filter(([name]) => names.has(name))),
  });
}

const withProvenance = z.looseObject({ from: provenance });

/** The words come behind what the group says of itself; those of an earlier judgement go. */
function noted(next: Model, about: About, words: string): Model {
  const groups = GROUPS[about].flatMap((name) => {
    const group = withProvenance.safeParse(next[name]).data;
    if (group === undefined) return [];
    return [[name, { ...group, from: { ...group.from, judged: words } }] as const];
  });
  return model.parse({ ...next, ...Object.fromEntries(groups) });
}
