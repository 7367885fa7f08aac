import { randomFrom } from '#local/demo/random.ts';
import { poisson } from './poisson.ts';

export type RunLoad = {
  readonly seed: number;
  /** Events a second at each second of the time looked at. */
  readonly rateAt: (second: number) => number;
  readonly seconds: number;
  /** Seconds that a run takes for its event. */
  readonly runSeconds: number;
};

/** Seconds of a step: arrivals of a step come together. */
const STEP = 0.01;

/** Runs that go on at the same time, at most, where each event (Poisson) starts one at once. */
export function mostRunsAtOnce({ seed, rateAt, seconds, runSeconds }: RunLoad): number {
  const random = randomFrom(seed, 'runs');
  const steps = Math.max(Math.ceil(runSeconds / STEP), 1);
  const started: number[] = [];
  let [running, most] = [0, 0];
  for (let now = 0; now < seconds; now += STEP) {
    const came = poisson(random, rateAt(now) * STEP);
    started.push(came);
    running += came - (started.at(-1 - steps) ?? 0);
    most = Math.max(most, running);
  }
  return most;
}
