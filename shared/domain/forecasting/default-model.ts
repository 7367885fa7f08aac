import type { Model } from './model.ts';

export declare function defaultModel(): Model;
