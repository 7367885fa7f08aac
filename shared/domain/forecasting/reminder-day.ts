import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

export declare function reminderDay(
  fold: Fold,
  productId: string,
  model: Model,
  leadDays: number,
): number | undefined;
export declare function missedDay(fold: Fold, productId: string, model: Model): number | undefined;
