import type { Fold } from '#shared/domain/customer/state.ts';
import type { Forecast } from './forecast.ts';
import type { Model } from './model.ts';

export declare function forecastReplenishment(
  fold: Fold,
  productId: string,
  model: Model,
  today: number,
  horizonDays?: number,
): Forecast;
export declare function forecastAllReplenishments(
  fold: Fold,
  model: Model,
  today: number,
  horizonDays?: number,
): Forecast[];
