import { brokenRules } from './invariants.ts';
import type { Bug } from './planted-bugs.ts';
import { live } from './story.ts';
import { worldOf } from './world.ts';

export type SeedResult = {
  readonly seed: number;
  readonly violations: readonly string[];
  /** Messages sent and decisions made, to see that the story is not empty. */
  readonly sent: number;
  readonly decided: number;
};

/** One seed, told to its end. */
export async function runSeed(seed: number, bug?: Bug): Promise<SeedResult> {
  const world = worldOf(seed, bug);
  const seen = await live(world);
  const violations = [...seen, ...brokenRules(world)];
  const { sendsOfDecision, committedDecisions } = world.witness;
  return { seed, violations, sent: sendsOfDecision.size, decided: committedDecisions.size };
}
