import type { Fold } from '#shared/domain/customer/state.ts';
import type { Forecast } from './forecast.ts';
import type { Model } from './model.ts';

export declare function forecastMaintenance(
  fold: Fold,
  assetId: string,
  model: Model,
  today: number,
  horizonDays?: number,
): Forecast;
