import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from './model.ts';

export type Learning = {
  /** Takes in one customer as of `today`. */
  add(fold: Fold, today: number): void;
  /** The model learned from every customer added. */
  finish(version: string, today: number): Model;
};

export declare function startLearning(): Learning;
