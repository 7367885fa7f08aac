import { withTrouble } from '../churn/with-trouble.ts';
import type { Model } from '../model.ts';
import { nelderMead } from '../statistics/nelder-mead.ts';

/** One customer with trouble at one past moment, and whether they stayed away afterwards. */
export type SignalRow = {
  /** Probability of leaving that the silence alone gives. */
  readonly base: number;
  /** Of each learned signal, what it adds at a weight of one; 0 where it says nothing. */
  readonly strengths: readonly number[];
  readonly left: 0 | 1;
};

export const LEARNED_SIGNALS = [
  'openComplaint',
  'recentComplaint',
  'badRating',
  'goodRating',
  'returns',
  'supportContacts',
  'fadingActivity',
] as const;
type LearnedSignal = (typeof LEARNED_SIGNALS)[number];

/** Precision (half of 1 / variance) of each weight around the shipped one: a standard deviation of 0.7. */
const PRECISION = 1;
/** Moments at which a signal must have spoken for its weight to move. */
const SPOKE = 10;
const BOUNDS = { least: -2, most: 6 } as const;
const CLIP = 1e-6;

/**
 * The weights under which those with trouble most likely stayed or left as they did, on top of what
 * silence says of them and with the floor of `withTrouble`; by maximum posterior around the weights
 * in force, so that they move only as far as the shop's own outcomes carry them. Signals that spoke
 * too rarely are left out of the answer.
 */
export function fitSignals(
  rows: readonly SignalRow[],
  model: Model,
): Partial<Record<LearnedSignal, number>> {
  const spoke = LEARNED_SIGNALS.map(
    (_, at) => rows.filter(({ strengths }) => (strengths[at] ?? 0) !== 0).length,
  );
  const free = LEARNED_SIGNALS.map((name, at) => ({ name, at })).filter(
    ({ at }) => (spoke[at] ?? 0) >= SPOKE,
  );
  if (free.length === 0) return {};
  const centre = free.map(({ name }) => model.signals[name]);
  const weightsAt = (point: readonly number[]): number[] => {
    const weights: number[] = LEARNED_SIGNALS.map((name) => model.signals[name]);
    for (const [index, { at }] of free.entries()) weights[at] = bounded(point[index] ?? 0);
    return weights;
  };
  const { at: found } = nelderMead(
    (point) => {
      const pull = point.reduce((sum, x, i) => sum + (x - (centre[i] ?? 0)) ** 2, 0);
      return PRECISION * pull + loss(rows, weightsAt(point), model);
    },
    centre,
    1e-7,
  );
  return Object.fromEntries(
    free.map(({ name }, index) => [name, Math.round(bounded(found[index] ?? 0) * 1e3) / 1e3]),
  );
}

/** Negative log-likelihood of staying and leaving. */
function loss(rows: readonly SignalRow[], weights: readonly number[], model: Model): number {
  let sum = 0;
  for (const { base, strengths, left } of rows) {
    let weight = 0;
    for (let at = 0; at < strengths.length; at += 1) {
      weight += (weights[at] ?? 0) * (strengths[at] ?? 0);
    }
    const leaves = withTrouble(base, weight, model);
    sum -= Math.log(Math.max(left === 1 ? leaves : 1 - leaves, CLIP));
  }
  return sum;
}

const bounded = (weight: number): number => Math.min(Math.max(weight, BOUNDS.least), BOUNDS.most);
