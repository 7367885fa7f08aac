import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

export declare function valueAtStakeMinor(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays: number,
): number;
