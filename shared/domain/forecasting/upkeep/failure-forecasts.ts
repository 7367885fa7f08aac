import type { Fold } from '#shared/domain/customer/state.ts';
import { toldByClocks } from '../clock-error.ts';
import type { ToldIn } from '../forecast.ts';
import type { Model } from '../model.ts';
import { failureClock } from './failure-clock.ts';
import { failureOutlooks } from './failure-outlook.ts';
import { failureWithin } from './failure-within.ts';

export type FailureForecast = {
  readonly component: string;
  readonly probability: number;
  readonly toldIn: ToldIn;
};

/**
 * Probability of a failure within `horizonDays` after `today` for every component of an asset whose
 * kind is known to fail, from what was known at the end of `today`. No words, no dates: this is what
 * `forecastMaintenance` rests on, and what is measured.
 * @throws RangeError when the customer does not own the asset.
 */
export function failureForecasts(
  fold: Fold,
  assetId: string,
  model: Model,
  today: number,
  horizonDays: number,
): FailureForecast[] {
  const asset = Object.hasOwn(fold.assets, assetId) ? fold.assets[assetId] : undefined;
  if (asset === undefined) throw new RangeError(`the customer does not own asset ${assetId}`);
  return failureOutlooks(asset, model, today).map((outlook) => ({
    component: outlook.component,
    probability: failureWithin(outlook, horizonDays),
    toldIn: toldByClocks([failureClock(outlook.hazard)], horizonDays),
  }));
}
