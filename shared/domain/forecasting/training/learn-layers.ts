import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Model } from '../model.ts';
import type { Lesson, StartLayer } from './layer-learning.ts';
import { learnActivityLayer } from './learn-activity-layer.ts';
import { learnAttributesLayer } from './learn-attributes-layer.ts';
import { learnDates } from './learn-dates.ts';
import { learnDue } from './learn-due.ts';
import { learnFailures } from './learn-failures.ts';
import { learnLeaving } from './learn-leaving.ts';
import { learnWear } from './learn-wear.ts';

/** Every layer that is learned from past moments, in the order in which they build on each other. */
const layers: readonly StartLayer[] = [
  learnActivityLayer,
  learnLeaving,
  learnDue,
  learnDates,
  learnAttributesLayer,
  learnFailures,
  learnWear,
];

/**
 * The second pass of learning: the closed forms are known, and the histories of a sample of
 * customers teach the layers over them. Bounded memory however many histories are given.
 */
export function startLayers(lesson: Lesson): {
  add(facts: readonly Fact[]): void;
  finish(): Model;
} {
  const started = layers.map((start) => start(lesson));
  return {
    add(facts) {
      for (const layer of started) layer.add(facts);
    },
    finish() {
      const learned = { ...lesson.model };
      for (const layer of started) Object.assign(learned, layer.finish());
      return learned;
    },
  };
}
