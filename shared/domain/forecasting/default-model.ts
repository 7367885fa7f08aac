import shipped from './default-model.json' with { type: 'json' };
import { type Model, model } from './model.ts';

/** The model that ships: nothing in it is the shop's own, and every group names its source. */
export const defaultModel = (): Model => model.parse(shipped);
