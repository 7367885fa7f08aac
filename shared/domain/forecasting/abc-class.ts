import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

export declare function abcClass(fold: Fold, model: Model): 'A' | 'B' | 'C';
