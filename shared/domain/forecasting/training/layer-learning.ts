import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import type { Model } from '../model.ts';

/** What a layer is learned against: the closed forms of the shop, and the last day whose outcome counts. */
export type Lesson = {
  readonly model: Model;
  /** Nothing after this day may be used, neither as an input nor as an outcome. */
  readonly today: number;
  readonly calendar: Calendar;
};

/** Learns one group of the model from past moments whose outcome is known by now. */
export type LayerLearning = {
  /** Takes in the whole history of one customer, in key order, and looks back on its own days. */
  add(facts: readonly Fact[]): void;
  /** The groups learned; those with too few examples stay as they were, and their provenance says why. */
  finish(): Partial<Model>;
};

export type StartLayer = (lesson: Lesson) => LayerLearning;
