import { defaultModel } from '../default-model.ts';
import type { DueLayer } from '../model/pairs.ts';
import type { Model } from '../model.ts';
import { multiplierUntil, type PulseStretch, pulseOn } from '../pulse/pulse-on.ts';
import { hazardOf, oddsOfHazard } from '../pulse/with-pulse.ts';
import { fromLogOdds } from '../statistics/odds.ts';
import type { CustomerMoment } from './customer-moment.ts';
import { endsWithin } from './days-until.ts';
import {
  DUE_INPUTS,
  type PairClock,
  pairClock,
  writeHorizonInputs,
  writePairInputs,
} from './due-inputs.ts';
import { keepInRange } from './due-ranges.ts';
import type { PairMoment } from './pair-moment.ts';
import type { PairOutlook } from './pair-outlook.ts';

/** Fewer own gaps than this were not among the examples the layer was fitted on. */
const FEWEST_GAPS = 2;
const INPUTS = DUE_INPUTS.length;

/** Probability by the closed form alone that the pair is bought within the horizon. */
export const closedForm = (
  { outlook, elapsed, surviving, returns }: Omit<PairMoment, 'doubt'>,
  horizonDays: number,
): number => returns * endsWithin(outlook.interval, elapsed, horizonDays, surviving);

/** Whether the layer was fitted on pairs like this: two gaps, two visits, a spread as it has seen. */
export function isInLayer(
  { gaps, interval }: PairOutlook,
  { habits, model }: CustomerMoment,
): boolean {
  const [from, to] = model.due.spread;
  const isSpread = interval.spread >= from && interval.spread <= to;
  return isSpread && gaps >= FEWEST_GAPS && habits !== undefined && habits.visits >= 2;
}

/** Layers by horizon, shortest first; those that ship when the model has none of its own. */
export function dueLayersOf({ due }: Model): readonly DueLayer[] {
  if (due.layers !== undefined) return due.layers;
  shipped ??= defaultModel().due.layers;
  if (shipped === undefined) throw new RangeError('the shipped model has no layers of what is due');
  return shipped;
}

let shipped: readonly DueLayer[] | undefined;

/** Two layers and how far from the first to the second (in ln horizon) the answer lies. */
export type DueAnswer = {
  readonly probability: number;
  /** What the pulse of the shop adds to the log-odds of the layers. */
  readonly pulse: number;
  /** Log-odds of the layer or, between two horizons, of both: their shares add up to 1. */
  readonly parts: readonly { readonly layer: DueLayer; readonly share: number }[];
};

/**
 * Probability that the pair is bought within the horizon by the logistic layers over the closed
 * form: at a fitted horizon that of its layer, but never less than at a shorter one; in between log-odds in
 * proportion to ln horizon. Before the first and beyond the last the closed form says which share
 * of it, and of what is left, falls into the time. So more time never says less.
 */
export function dueAnswer(
  moment: PairMoment,
  customer: CustomerMoment,
  horizonDays: number,
): DueAnswer {
  const layers = dueLayersOf(customer.model);
  const pulse = pulseOn(customer.model, 'pairs', customer.today);
  const clock = startInputs(moment, customer);
  let below: Anchor | undefined;
  for (const layer of layers) {
    const anchor = nextAnchor(below, layer, layerOdds(layer, moment, customer, clock), pulse);
    if (layer.horizonDays === horizonDays) return alone(anchor, fromLogOdds(anchor.odds));
    if (layer.horizonDays > horizonDays) {
      return below === undefined
        ? before(anchor, moment, horizonDays)
        : between(below, anchor, horizonDays);
    }
    below = anchor;
  }
  if (below === undefined) throw new RangeError('there is no layer of what is due');
  return beyond(below, moment, horizonDays);
}

/** Log-odds at each layer, shortest first, no less than at a shorter one, before any pulse. */
export function layerAnswers(moment: PairMoment, customer: CustomerMoment): number[] {
  const clock = startInputs(moment, customer);
  let most = Number.NEGATIVE_INFINITY;
  return dueLayersOf(customer.model).map((layer) => {
    most = Math.max(most, layerOdds(layer, moment, customer, clock));
    return most;
  });
}

/** What is answered at the horizon of a layer: by the layer that says most until then, and the pulse. */
type Anchor = {
  readonly layer: DueLayer;
  readonly days: number;
  readonly layerOdds: number;
  /** With the pulse of the stretches until then. */
  readonly odds: number;
};

function nextAnchor(
  below: Anchor | undefined,
  layer: DueLayer,
  layerOdds: number,
  pulse: readonly PulseStretch[] | undefined,
): Anchor {
  const days = layer.horizonDays;
  if (below !== undefined && layerOdds <= below.layerOdds) return { ...below, days };
  if (pulse === undefined) return { layer, days, layerOdds, odds: layerOdds };
  const before = below === undefined ? 0 : hazardOf(below.layerOdds);
  const within = multiplierUntil(pulse, days) * (hazardOf(layerOdds) - before);
  const hazard = (below === undefined ? 0 : hazardOf(below.odds)) + within;
  return { layer, days, layerOdds, odds: oddsOfHazard(hazard) };
}

const alone = ({ layer, layerOdds, odds }: Anchor, probability: number): DueAnswer => ({
  probability,
  pulse: odds - layerOdds,
  parts: [{ layer, share: 1 }],
});

function between(low: Anchor, high: Anchor, horizonDays: number): DueAnswer {
  const share = Math.log(horizonDays / low.days) / Math.log(high.days / low.days);
  const ofLow = low.odds - low.layerOdds;
  return {
    probability: fromLogOdds(low.odds + share * (high.odds - low.odds)),
    pulse: ofLow + share * (high.odds - high.layerOdds - ofLow),
    parts: [
      { layer: low.layer, share: 1 - share },
      { layer: high.layer, share },
    ],
  };
}

function before(first: Anchor, moment: PairMoment, horizonDays: number): DueAnswer {
  const whole = closedForm(moment, first.days);
  const share = whole > 0 ? closedForm(moment, horizonDays) / whole : horizonDays / first.days;
  return alone(first, fromLogOdds(first.odds) * Math.min(share, 1));
}

function beyond(last: Anchor, moment: PairMoment, horizonDays: number): DueAnswer {
  const left = 1 - closedForm(moment, last.days);
  const more = closedForm(moment, horizonDays) - closedForm(moment, last.days);
  const known = fromLogOdds(last.odds);
  return alone(last, known + (1 - known) * (left > 0 ? Math.max(more, 0) / left : 1));
}

/** Inputs of the pair at hand: overwritten by each, because a score must not cost an allocation. */
const inputs = new Float64Array(INPUTS);

function startInputs(
  { outlook, elapsed }: PairMoment,
  { habits, inputs: ofCustomer, model, today }: CustomerMoment,
): PairClock | undefined {
  if (habits === undefined || ofCustomer === undefined) return undefined;
  writePairInputs(inputs, outlook, habits, ofCustomer, today);
  keepInRange(inputs, model.due.ranges);
  return pairClock(outlook, habits, model, elapsed);
}

function layerOdds(
  layer: DueLayer,
  moment: PairMoment,
  customer: CustomerMoment,
  clock: PairClock | undefined,
): number {
  writeHorizon(layer, moment, customer, clock);
  const weights = weightsOf(layer);
  let odds = layer.intercept;
  for (let at = 0; at < INPUTS; at += 1) odds += (weights[at] ?? 0) * (inputs[at] ?? 0);
  return odds;
}

function writeHorizon(
  { horizonDays }: Pick<DueLayer, 'horizonDays'>,
  moment: PairMoment,
  customer: CustomerMoment,
  clock: PairClock | undefined,
): void {
  if (clock === undefined) return;
  const closed = closedForm(moment, horizonDays);
  writeHorizonInputs(inputs, clock, {
    horizonDays,
    closed,
    visit: customer.visitWithin(horizonDays),
  });
}

/** A copy of the inputs of a pair at one horizon, in the order of DUE_INPUTS. */
export function dueInputs(
  moment: PairMoment,
  customer: CustomerMoment,
  horizonDays: number,
): Float64Array {
  const clock = startInputs(moment, customer);
  writeHorizon({ horizonDays }, moment, customer, clock);
  return inputs.slice();
}

const remembered = new WeakMap<DueLayer, Float64Array>();

/** Weights in the order of DUE_INPUTS. @throws RangeError naming an input that there is not. */
function weightsOf(layer: DueLayer): Float64Array {
  const known = remembered.get(layer);
  if (known !== undefined) return known;
  for (const name in layer.inputs) {
    if (!DUE_INPUTS.some((one) => one === name)) {
      throw new RangeError(`the layer of what is due wants the input ${name}`);
    }
  }
  const weights = Float64Array.from(DUE_INPUTS, (name) => layer.inputs[name]?.[0] ?? 0);
  remembered.set(layer, weights);
  return weights;
}
