import { expect, it } from 'vitest';
import {
  activityLayerOf,
  layerLogOdds,
} from '#shared/domain/forecasting/activity/activity-layer.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { fromLogOdds, logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import {
  fitActivityLayer,
  type LayerRow,
} from '#shared/domain/forecasting/training/fit-activity-layer.ts';

const shipped = activityLayerOf(defaultModel());
const inputs = {
  buying: -0.9,
  repeats: 0.5,
  silence: 2.4,
  spentTenths: 2.5,
  spent: 0.7,
  firstSpent: 0.7,
  age: 3,
  horizon: 0,
};
const drift = { sd: 0.2, kept: 0.9, jumpSd: 0.15, windows: 6 };

/** Alike in all that is known; of each ten so many bought. */
const alike = (rows: number, ofTen: number): LayerRow[] =>
  Array.from({ length: rows }, (_, at) => ({
    day: 0,
    knownSince: 0,
    weight: 1,
    inputs,
    bought: at % 10 < ofTen ? 1 : 0,
  }));

it('what ships stands in for outcomes at the level of the shop, as far as levels drift', () => {
  const said = layerLogOdds(shipped, inputs);
  for (const rows of [60, 600]) {
    const off = logOdds(0.7) - said;
    const believed = drift.sd ** 2 / (drift.sd ** 2 + 1 / (rows * 0.7 * 0.3));
    const prior = fromLogOdds(said + believed * off);
    const fitted = fromLogOdds(
      layerLogOdds(fitActivityLayer(alike(rows, 7), shipped, drift), inputs),
    );
    expect(Math.abs(fitted - (rows * 0.7 + 300 * prior) / (rows + 300))).toBeLessThan(0.003);
  }
});

it('an outcome that hardly counts moves the level hardly', () => {
  const none = alike(600, 0).map((row) => ({ ...row, weight: 1e-6 }));
  const fitted = fitActivityLayer(alike(600, 7), shipped, drift);
  const beside = fitActivityLayer([...alike(600, 7), ...none], shipped, drift);
  expect(layerLogOdds(beside, inputs)).toBeCloseTo(layerLogOdds(fitted, inputs), 3);
});
