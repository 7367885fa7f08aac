import type { ShopSettings } from '#shared/config/shop.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';

/** Everything a decision about one customer may depend on, beside the customer. */
export type DecideContext = {
  readonly customerId: string;
  readonly model: Model;
  readonly shop: ShopSettings;
  readonly calendar: Calendar;
  readonly nowMs: number;
  /** Local day of the shop at `nowMs`. */
  readonly today: number;
  /** In the control group: foreseen and counted like everybody, but never spoken to. */
  readonly heldOut: boolean;
};
