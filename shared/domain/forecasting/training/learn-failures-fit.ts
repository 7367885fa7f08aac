import type { FailureLayers } from '../model.ts';
import { type Examples, fitLogistic, type Linear } from '../statistics/fit-logistic.ts';
import type { LinearLayer } from '../statistics/linear-layer.ts';
import { BASE_INPUTS, type FaultSlot, faultInput, modelInput } from '../upkeep/failure-layer.ts';
import { FAILURE_HORIZONS, type FailureRow, SLOTS } from './learn-failures-rows.ts';

/** Pull to the closed form of what all components share, and of each component to that, in rows. */
const RIDGE = 30;
const NEEDED_FAILED_ROWS = 60;
const MOST_COMPONENTS = 12;
const MOST_MODELS = 8;
const MOST_CODES = 8;

/** What the rows name: the commonest models and codes, each taking a column. */
type Names = { readonly models: readonly string[]; readonly codes: readonly string[] };

/**
 * Layers of one product by component: first one for all components with what they share, pulled to
 * the closed form, then one for each, pulled to the first. Faults are counted over the days, of
 * those on offer, that make the outcomes likeliest. Undefined when too few rows failed.
 */
export function fitFailureLayers(
  rows: readonly FailureRow[],
): Record<string, FailureLayers> | undefined {
  const names = namesOf(rows);
  const components = commonest(rows.map(({ component }) => component)).slice(0, MOST_COMPONENTS);
  const layers: Record<string, { horizonDays: number; layer: LinearLayer }[]> = {};
  let slot: FaultSlot | undefined;
  for (const [at, horizonDays] of FAILURE_HORIZONS.entries()) {
    const known = rows.filter(({ failed }) => failed[at] !== undefined);
    const failures = known.reduce((sum, { failed }) => sum + (failed[at] ?? 0), 0);
    if (failures < NEEDED_FAILED_ROWS) continue;
    slot ??= likeliestSlot(known, names, components, at);
    for (const [component, layer] of fitComponents(known, names, components, at, slot)) {
      layers[component] ??= [];
      layers[component].push({ horizonDays, layer });
    }
  }
  return Object.keys(layers).length === 0 ? undefined : layers;
}

function fitComponents(
  rows: readonly FailureRow[],
  names: Names,
  components: readonly string[],
  at: number,
  slot: FaultSlot,
): [component: string, LinearLayer][] {
  const columns = columnsOf(names, slot);
  const all = examplesOf(rows, names, at, slot);
  const shared = fitLogistic(all, { ridge: RIDGE, centre: closedForm(columns.length) });
  return components.map((component) => {
    const own = examplesOf(
      rows.filter((row) => row.component === component),
      names,
      at,
      slot,
    );
    const fitted = fitLogistic(own, { ridge: RIDGE, centre: shared });
    return [component, layerOf(columns, fitted, own)];
  });
}

/** The days over which faults tell most, by the likelihood of all outcomes. */
function likeliestSlot(
  rows: readonly FailureRow[],
  names: Names,
  components: readonly string[],
  at: number,
): FaultSlot {
  let [best, least]: [FaultSlot, number] = ['today', Number.POSITIVE_INFINITY];
  if (names.codes.length === 0) return best;
  for (const slot of SLOTS) {
    let loss = 0;
    for (const component of components) {
      const own = rows.filter((row) => row.component === component);
      const examples = examplesOf(own, { models: [], codes: names.codes }, at, slot);
      const centre = closedForm(examples.columns);
      loss += logLoss(examples, fitLogistic(examples, { ridge: RIDGE, centre }));
    }
    if (loss < least) [best, least] = [slot, loss];
  }
  return best;
}

/** The closed form as a layer: its own log-odds and nothing else. */
const closedForm = (columns: number): Linear => ({
  intercept: 0,
  weights: Array.from({ length: columns }, (_, at) => (at === 0 ? 1 : 0)),
});

function examplesOf(
  rows: readonly FailureRow[],
  { models, codes }: Names,
  at: number,
  slot: FaultSlot,
): Examples {
  const columns = BASE_INPUTS.length + models.length + codes.length;
  const inputs = new Float64Array(rows.length * columns);
  const outcomes = new Float64Array(rows.length);
  const slotAt = SLOTS.indexOf(slot);
  for (const [index, { base, failed, model, faults }] of rows.entries()) {
    const start = index * columns;
    inputs.set(base[at] ?? [], start);
    const modelAt = models.indexOf(model ?? '');
    if (modelAt >= 0) inputs[start + BASE_INPUTS.length + modelAt] = 1;
    for (const [code, counts] of faults) {
      const codeAt = codes.indexOf(code);
      if (codeAt < 0) continue;
      inputs[start + BASE_INPUTS.length + models.length + codeAt] = counts[slotAt] ?? 0;
    }
    outcomes[index] = failed[at] ?? 0;
  }
  return { rows: rows.length, columns, inputs, outcomes };
}

const columnsOf = ({ models, codes }: Names, slot: FaultSlot): string[] => [
  ...BASE_INPUTS,
  ...models.map(modelInput),
  ...codes.map((code) => faultInput(slot, code)),
];

function layerOf(columns: readonly string[], fitted: Linear, examples: Examples): LinearLayer {
  const inputs: LinearLayer['inputs'] = {};
  for (const [at, column] of columns.entries()) {
    const weight = fitted.weights[at] ?? 0;
    if (weight === 0) continue;
    let sum = 0;
    for (let row = 0; row < examples.rows; row += 1) {
      sum += examples.inputs[row * examples.columns + at] ?? 0;
    }
    inputs[column] = [rounded(weight), rounded(sum / Math.max(examples.rows, 1))];
  }
  return { intercept: rounded(fitted.intercept), inputs };
}

function logLoss({ rows, columns, inputs, outcomes }: Examples, linear: Linear): number {
  let loss = 0;
  for (let row = 0; row < rows; row += 1) {
    let odds = linear.intercept;
    for (let c = 0; c < columns; c += 1) {
      odds += (linear.weights[c] ?? 0) * (inputs[row * columns + c] ?? 0);
    }
    loss += Math.max(odds, 0) - odds * (outcomes[row] ?? 0) + Math.log1p(Math.exp(-Math.abs(odds)));
  }
  return loss;
}

function namesOf(rows: readonly FailureRow[]): Names {
  const models = commonest(rows.flatMap(({ model }) => model ?? []));
  const codes = commonest(rows.flatMap(({ faults }) => faults.map(([code]) => code)));
  return {
    models: models.length < 2 ? [] : models.slice(0, MOST_MODELS).sort(),
    codes: codes.slice(0, MOST_CODES).sort(),
  };
}

/** The different texts, those that come most often first. */
function commonest(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text]) => text);
}

const rounded = (value: number): number => Number(value.toPrecision(6));
