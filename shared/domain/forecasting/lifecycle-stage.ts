import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

export declare function lifecycleStage(
  fold: Fold,
  model: Model,
  today: number,
): 'prospect' | 'developing' | 'developed' | 'dormant' | 'lost';
