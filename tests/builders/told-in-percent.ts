import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';

/**
 * The shipped model with a pulse of which nearly everything is known and which hardly moves
 * forecasts, so that they are told in percent; the shipped one alone tells them in words.
 */
export function modelInPercent(today: number): Model {
  const beat = {
    stretches: [[7, 0] satisfies [number, number]],
    kept: 0.99,
    sd: 0.01,
    doubt: 0.01,
    jumpSd: 0,
    steepness: [[91, 0.001] satisfies [number, number]],
  };
  const from = { source: 'learned' as const, dataset: 'shop', date: '2025-06-01' };
  return { ...defaultModel(), pulse: { day: today, visits: beat, pairs: beat, from } };
}
