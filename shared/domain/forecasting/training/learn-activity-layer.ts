import { type ActivityLayer, activityLayerOf } from '../activity/activity-layer.ts';
import { activityOf } from '../activity/activity-of.ts';
import { purchaseInputs } from '../activity/purchase-inputs.ts';
import { learnedFrom, stillShipped } from '../learning/learned-from.ts';
import { thinnedSample } from '../learning/thinned-sample.ts';
import { recentWindows, type Window } from './activity-windows.ts';
import { fitActivityLayer, type LayerRow } from './fit-activity-layer.ts';
import type { Lesson, StartLayer } from './layer-learning.ts';
import { lookBack } from './look-back.ts';
import { firstAfter } from './timeline.ts';

const ROWS = 64_000;
/** Days that a shop must have known its customers before a window of it says something. */
const KNOWN_DAYS = 30;
const NEEDED = { purchases: 10, customers: 20 } as const;

/**
 * Share of the difference in level to the shipped layer that is believed. The season of the windows
 * that have just closed is not that of the next; who is likelier than whom lasts.
 */
const LEVEL_BELIEVED = 0.25;

/** Learns the activity layer from the windows that have closed lately. */
export const learnActivityLayer: StartLayer = (lesson) =>
  learnActivityLayerFrom(recentWindows(lesson.today), LEVEL_BELIEVED)(lesson);

/**
 * Learns the activity layer from given windows, such as one day and one horizon of an experiment.
 * Windows that end after `today` teach nothing, nor do those that open before the shop had known
 * its first customers for a month. `levelBelieved` is 1 where what follows is like what is learned.
 */
export const learnActivityLayerFrom =
  (windows: readonly Window[], levelBelieved = 1): StartLayer =>
  (lesson) => {
    const matured = windows.filter(({ day, horizonDays }) => day + horizonDays <= lesson.today);
    const shipped = activityLayerOf(lesson.model);
    const customers = thinnedSample<readonly LayerRow[]>(
      Math.max(Math.floor(ROWS / Math.max(matured.length, 1)), 1),
    );
    let firstDay = Number.POSITIVE_INFINITY;
    return {
      add(facts) {
        const rows = rowsOf(facts, matured, shipped.horizonDays, lesson);
        for (const { knownSince } of rows) firstDay = Math.min(firstDay, knownSince);
        if (rows.length > 0) customers.add(rows);
      },
      finish() {
        const rows = customers
          .rows()
          .flatMap((some) => some.filter(({ day }) => day >= firstDay + KNOWN_DAYS));
        return { activityLayer: learned(rows, shipped, lesson, levelBelieved) };
      },
    };
  };

function rowsOf(
  facts: Parameters<typeof lookBack>[0],
  windows: readonly Window[],
  layerDays: number,
  { model, calendar }: Lesson,
): LayerRow[] {
  const rows: LayerRow[] = [];
  const days = [...new Set(windows.map(({ day }) => day))];
  for (const { day, fold, timeline } of lookBack(facts, days, calendar)) {
    const history = activityOf(fold, day);
    if (history === undefined) continue;
    for (const window of windows) {
      if (window.day !== day) continue;
      const inputs = purchaseInputs(fold, history, model, window.horizonDays, layerDays);
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
  levelBelieved: number,
): ActivityLayer {
  const purchases = rows.reduce((sum, { bought }) => sum + bought, 0);
  const what = `${rows.length} moments of ${model.customers} customers, ${purchases} with a purchase`;
  const isEnough = purchases >= NEEDED.purchases && model.customers >= NEEDED.customers;
  if (!isEnough) return { ...shipped, from: stillShipped(shipped.from, what) };
  return { ...fitActivityLayer(rows, shipped, levelBelieved), from: learnedFrom(what, today) };
}
