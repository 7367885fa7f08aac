import type { Fold } from '#shared/domain/customer/state.ts';
import { checkDay, checkHorizon } from '../check-day.ts';
import type { Model } from '../model.ts';
import { customerMoment } from './customer-moment.ts';
import { closedForm, dueAnswer, isInLayer } from './due-layer.ts';
import { pairMoment } from './pair-moment.ts';
import { pairOutlook } from './pair-outlook.ts';

/** Beyond two years of silence nothing falls due any more. */
const FARTHEST_DAYS = 730;

/**
 * First whole day from `from` on, on which the probability that the product is bought within the
 * horizon reaches `theta`, should nothing happen until then; undefined when it never does. The
 * probability rises towards the usual day and falls once the pair is dying, so that bisection could
 * miss the first crossing: days are looked at one after the other.
 * @throws RangeError when theta is not above 0 and up to 1, or a day is not one.
 */
export function dayOfProbability(
  fold: Fold,
  productId: string,
  model: Model,
  theta: number,
  { from, horizonDays }: { readonly from: number; readonly horizonDays: number },
): number | undefined {
  checkDay(from);
  checkHorizon(horizonDays);
  if (!(theta > 0 && theta <= 1)) {
    throw new RangeError(`theta must lie above 0 and up to 1, got ${theta}`);
  }
  const outlook = pairOutlook(fold, productId, model);
  if (outlook === undefined) return undefined;
  const last = Math.max(from, outlook.pair.lastDay) + FARTHEST_DAYS;
  for (let day = from; day <= last; day += 1) {
    const moment = pairMoment(outlook, model, day);
    const customer = customerMoment(fold, model, day);
    const probability = isInLayer(outlook, customer)
      ? dueAnswer(moment, customer, horizonDays).probability
      : closedForm(moment, horizonDays);
    if (probability >= theta) return day;
  }
  return undefined;
}
