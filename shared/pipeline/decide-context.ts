import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import type { PipelineDeps } from './deps.ts';

/** Everything a decision about one customer may depend on, beside the customer. */
export const decideContext = (
  { shop, calendar }: Pick<PipelineDeps, 'shop' | 'calendar'>,
  customerId: string,
  model: Model,
  nowMs: number,
): DecideContext => ({
  customerId,
  model,
  shop,
  calendar,
  nowMs,
  today: calendar.dayOf(nowMs),
  heldOut: isHeldOut(customerId, shop),
});
