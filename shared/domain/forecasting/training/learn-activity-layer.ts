import type { Fact } from '#shared/domain/customer/fact.ts';
import { type ActivityLayer, activityLayerOf, layerLogOdds } from '../activity/activity-layer.ts';
import { activityOf } from '../activity/activity-of.ts';
import { type PurchaseInputs, purchaseInputs } from '../activity/purchase-inputs.ts';
import { defaultModel } from '../default-model.ts';
import { learnedFrom, stillShipped } from '../learning/learned-from.ts';
import { thinnedSample } from '../learning/thinned-sample.ts';
import type { LevelDrift } from '../model/activity.ts';
import type { Season } from '../model/season.ts';
import type { Model } from '../model.ts';
import { inSeason } from '../season/season-on.ts';
import { levelWindows, recentWindows, type Window } from './activity-windows.ts';
import {
  atLevelOf,
  type FittedLayer,
  fitActivityLayer,
  type LayerRow,
} from './fit-activity-layer.ts';
import type { Lesson, StartLayer } from './layer-learning.ts';
import { levelAhead, offsetOf } from './learn-level.ts';
import { lookBack } from './look-back.ts';
import { firstAfter } from './timeline.ts';

const ROWS = 64_000;
const LEVEL_ROWS = 32_000;
/** Days that a shop must have known its customers before a window of it says something. */
const KNOWN_DAYS = 30;
const NEEDED = { purchases: 10, customers: 20 } as const;

/** A season that is known, and the layer beside which it was learned. */
type Seasonal = { readonly season: Season; readonly layer: ActivityLayer };

/**
 * Learns who is likelier than whom from the windows that have closed lately, and how likely they all
 * are from the months of the last year, as far as the level of a month says something of the next.
 */
export const learnActivityLayer: StartLayer = (lesson) =>
  learnActivityLayerFrom(recentWindows(lesson.today), levelWindows(lesson.today))(lesson);

/**
 * Learns the activity layer from given windows, such as one day and one horizon of an experiment.
 * Windows that end after `today` teach nothing, nor do those that open before the shop had known
 * its first customers for a month. Without `levels`, oldest first and of one length, what follows is
 * taken to be as what is learned from. With `seasonal`, what the time of the year brought is taken
 * out.
 */
export const learnActivityLayerFrom =
  (windows: readonly Window[], levels?: readonly Window[], seasonal?: Seasonal): StartLayer =>
  (lesson) => {
    const shipped = activityLayerOf(lesson.model);
    const recent = startRows(windows, shipped, lesson, ROWS, seasonal);
    const monthly = startRows(levels ?? [], shipped, lesson, LEVEL_ROWS, seasonal);
    return {
      add(facts) {
        recent.add(facts);
        monthly.add(facts);
      },
      finish() {
        const rows = recent.finish();
        return {
          activityLayer: learned(rows, shipped, lesson, (layer) =>
            levels === undefined ? layer : atLevel(layer, shipped, monthly.finish(), lesson),
          ),
        };
      },
    };
  };

/** Rows of a sample of the customers in the windows that have closed, at most `limit`. */
function startRows(
  windows: readonly Window[],
  { horizonDays }: ActivityLayer,
  lesson: Lesson,
  limit: number,
  seasonal: Seasonal | undefined,
) {
  const matured = windows.filter((window) => window.day + window.horizonDays <= lesson.today);
  const customers = thinnedSample<readonly LayerRow[]>(
    Math.max(Math.floor(limit / Math.max(matured.length, 1)), 1),
  );
  let firstDay = Number.POSITIVE_INFINITY;
  return {
    add(facts: readonly Fact[]): void {
      if (matured.length === 0) return;
      const rows = rowsOf(facts, matured, horizonDays, lesson, seasonal);
      for (const { knownSince } of rows) firstDay = Math.min(firstDay, knownSince);
      if (rows.length > 0) customers.add(rows);
    },
    finish: (): LayerRow[] =>
      customers.rows().flatMap((some) => some.filter(({ day }) => day >= firstDay + KNOWN_DAYS)),
  };
}

/** The layer at the level to be expected next: that of the shipped one, and what past months say. */
function atLevel(
  layer: FittedLayer,
  shipped: ActivityLayer,
  rows: readonly LayerRow[],
  { model }: Lesson,
): FittedLayer {
  const before = atLevelOf(layer, shipped, 0);
  const byDay = Map.groupBy(rows, ({ day }) => day);
  const offsets = [...byDay]
    .sort(([a], [b]) => a - b)
    .flatMap(([, some]) => {
      const said = some.map(({ inputs, bought }) => ({
        logOdds: layerLogOdds(before, inputs),
        outcome: bought,
      }));
      return offsetOf(said) ?? [];
    });
  return atLevelOf(layer, shipped, levelAhead(offsets, driftOf(model)).level);
}

/** The inputs for the window; the carrying to its horizon is also one to its season. */
function withSeasonIn(
  inputsWithin: (days: number) => PurchaseInputs,
  { day, horizonDays }: Window,
  seasonal: Seasonal | undefined,
): PurchaseInputs {
  const inputs = inputsWithin(horizonDays);
  if (seasonal === undefined) return inputs;
  const oddsWithin = (days: number): number => layerLogOdds(seasonal.layer, inputsWithin(days));
  const added = inSeason(seasonal, day, horizonDays, oddsWithin) - oddsWithin(horizonDays);
  return { ...inputs, horizon: inputs.horizon + added };
}

function rowsOf(
  facts: readonly Fact[],
  windows: readonly Window[],
  layerDays: number,
  { model, calendar }: Lesson,
  seasonal: Seasonal | undefined,
): LayerRow[] {
  const rows: LayerRow[] = [];
  const days = [...new Set(windows.map(({ day }) => day))];
  for (const { day, fold, timeline } of lookBack(facts, days, calendar)) {
    const history = activityOf(fold, day);
    if (history === undefined) continue;
    for (const window of windows) {
      if (window.day !== day) continue;
      const inputsWithin = (days: number): PurchaseInputs =>
        purchaseInputs(fold, history, model, days, layerDays);
      const inputs = withSeasonIn(inputsWithin, window, seasonal);
      const next = firstAfter(timeline.visits, day) ?? Number.POSITIVE_INFINITY;
      rows.push({
        day,
        knownSince: day - history.observed,
        weight: window.weight,
        inputs,
        bought: next <= day + window.horizonDays ? 1 : 0,
      });
    }
  }
  return rows;
}

function learned(
  rows: readonly LayerRow[],
  shipped: ActivityLayer,
  { model, today }: Lesson,
  levelled: (layer: FittedLayer) => FittedLayer,
): ActivityLayer {
  const purchases = rows.reduce((sum, { bought }) => sum + bought, 0);
  const what = `${rows.length} moments of ${model.customers} customers, ${purchases} with a purchase`;
  const isEnough = purchases >= NEEDED.purchases && model.customers >= NEEDED.customers;
  if (!isEnough) return { ...shipped, from: stillShipped(shipped.from, what) };
  return {
    ...levelled(fitActivityLayer(rows, shipped, driftOf(model))),
    from: learnedFrom(what, today),
  };
}

function driftOf({ level = defaultModel().level }: Model): LevelDrift {
  if (level === undefined) throw new RangeError('the shipped model does not say how levels drift');
  return level;
}
