import { type ActivityLayer, layerLogOdds } from '../activity/activity-layer.ts';
import type { PurchaseInputs } from '../activity/purchase-inputs.ts';
import type { LevelDrift } from '../model/activity.ts';
import { fitLogistic } from '../statistics/fit-logistic.ts';
import { layerValue, typicalValue } from '../statistics/linear-layer.ts';
import { fromLogOdds } from '../statistics/odds.ts';
import { offsetOf } from './learn-level.ts';

/** One customer at the end of one past day, and whether a purchase came within the window. */
export type LayerRow = {
  readonly day: number;
  /** Day of the customer's first visit. */
  readonly knownSince: number;
  readonly weight: number;
  readonly inputs: PurchaseInputs;
  readonly bought: 0 | 1;
};

/** A layer before it is said where it is from. */
export type FittedLayer = Pick<ActivityLayer, 'intercept' | 'inputs' | 'horizonDays'>;

type Weight = ActivityLayer['inputs'][string];
type Weighed = Exclude<keyof PurchaseInputs, 'horizon'>;

/** The inputs that are weighed, in the order of the columns. */
const WEIGHED: readonly Weighed[] = ['buying', 'repeats', 'silence', 'spentTenths', 'age'];
/** Strength of the pull of each weight to the shipped one, in examples. */
const RIDGE = 3;
/** The shipped layer counts like so many outcomes that came out as it says of who is likelier than whom. */
const SHIPPED_OUTCOMES = 300;

/**
 * The layer fitted to what came of past moments, pulled to the shipped one in two ways: its weights
 * by a ridge, and its answers by outcomes that came true as often as it says (a power prior, Ibrahim
 * & Chen 2000), so that a shop with few customers keeps what ships. How likely all are is another
 * matter: the shipped answers are first moved to the level of the rows, as far as levels drift, since
 * shops differ in that more than in who is likelier than whom. The typical values are means.
 * @throws RangeError when there is no row.
 */
export function fitActivityLayer(
  rows: readonly LayerRow[],
  shipped: ActivityLayer,
  drift: LevelDrift,
): FittedLayer {
  const columns = WEIGHED.length;
  const inputs = new Float64Array(rows.length * columns);
  const outcomes = new Float64Array(rows.length);
  const weights = new Float64Array(rows.length);
  const offsets = new Float64Array(rows.length);
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  const share = SHIPPED_OUTCOMES / total;
  const level = levelOf(rows, shipped, drift);
  const means = WEIGHED.map(() => 0);
  for (const [row, { inputs: seen, weight, bought }] of rows.entries()) {
    for (const [column, name] of WEIGHED.entries()) {
      inputs[row * columns + column] = seen[name];
      means[column] = (means[column] ?? 0) + (weight / total) * seen[name];
    }
    offsets[row] = seen.horizon;
    weights[row] = weight * (1 + share);
    outcomes[row] =
      (bought + share * fromLogOdds(layerLogOdds(shipped, seen) + level)) / (1 + share);
  }
  const centre = {
    intercept: shipped.intercept,
    weights: WEIGHED.map((name) => shipped.inputs[name]?.[0] ?? 0),
  };
  const examples = { rows: rows.length, columns, inputs, outcomes, weights, offsets };
  const fitted = fitLogistic(examples, { ridge: RIDGE, centre });
  return {
    intercept: rounded(fitted.intercept),
    horizonDays: shipped.horizonDays,
    inputs: Object.fromEntries(
      WEIGHED.map((name, column) => [
        name,
        [rounded(fitted.weights[column] ?? 0), rounded(means[column] ?? 0)] satisfies Weight,
      ]),
    ),
  };
}

/**
 * What all that the shipped layer says of the rows is off by, in log-odds, as far as levels are
 * known to drift; 0 where the rows are too few to tell.
 */
function levelOf(rows: readonly LayerRow[], shipped: ActivityLayer, { sd }: LevelDrift): number {
  const said = rows.map(({ inputs, bought, weight }) => ({
    logOdds: layerLogOdds(shipped, inputs),
    outcome: bought,
    weight,
  }));
  const offset = offsetOf(said);
  if (offset === undefined) return 0;
  return (offset.value * sd ** 2) / (sd ** 2 + offset.variance);
}

/** The layer moved so that it says of its typical customer what `other` says, and `by` more. */
export function atLevelOf(layer: FittedLayer, other: ActivityLayer, by: number): FittedLayer {
  const typical = Object.fromEntries(
    Object.entries(layer.inputs).map(([name, [, value]]) => [name, value]),
  );
  const off = layerValue(other, typical) + by - typicalValue(layer);
  return { ...layer, intercept: rounded(layer.intercept + off) };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
