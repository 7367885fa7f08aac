import { performance } from 'node:perf_hooks';
import type { Figure } from './figure.ts';
import { quantile } from './quantile.ts';

/** Milliseconds that repetitions of the same work took. */
export type Timing = {
  readonly medianMs: number;
  readonly lowestMs: number;
  readonly highestMs: number;
  readonly runs: number;
};

/** Repetitions: `warmUps` are done and forgotten, `runs` are taken. */
export type Times = { readonly warmUps: number; readonly runs: number };

/** Takes the time of `work` alone; what it needs is made anew by `prepare` before every run. */
export async function timed<Input>(
  { warmUps, runs }: Times,
  prepare: (run: number) => Input | Promise<Input>,
  work: (input: Input) => unknown,
): Promise<Timing> {
  if (!(runs >= 1)) throw new RangeError(`expected at least one run, got ${runs}`);
  const tookMs: number[] = [];
  for (let run = 0; run < warmUps + runs; run += 1) {
    const input = await prepare(run);
    const startedMs = performance.now();
    await work(input);
    if (run >= warmUps) tookMs.push(performance.now() - startedMs);
  }
  return timingOf(tookMs);
}

/** @throws RangeError when nothing was taken. */
export function timingOf(tookMs: readonly number[]): Timing {
  return {
    medianMs: quantile(tookMs, 0.5),
    lowestMs: Math.min(...tookMs),
    highestMs: Math.max(...tookMs),
    runs: tookMs.length,
  };
}

/** How much of `amount` is done in a second. */
export function perSecond(name: string, unit: string, amount: number, timing: Timing): Figure {
  const rate = (ms: number): number => significant((amount / ms) * 1e3);
  const { medianMs, lowestMs, highestMs, runs } = timing;
  return {
    name,
    value: rate(medianMs),
    unit: `${unit}/s`,
    kind: 'time',
    runs,
    lowest: rate(highestMs),
    highest: rate(lowestMs),
  };
}

const IN_UNIT = { s: 1e-3, ms: 1, µs: 1e3 } as const;

/** How long one of `amount` takes; `atMost` is what the product promises, in the same unit. */
export function duration(
  name: string,
  unit: keyof typeof IN_UNIT,
  timing: Timing,
  { amount = 1, atMost }: { readonly amount?: number; readonly atMost?: number } = {},
): Figure {
  const each = (ms: number): number => significant((ms * IN_UNIT[unit]) / amount);
  const { medianMs, lowestMs, highestMs, runs } = timing;
  return {
    name,
    value: each(medianMs),
    unit,
    kind: 'time',
    runs,
    lowest: each(lowestMs),
    highest: each(highestMs),
    ...(atMost === undefined ? {} : { atMost }),
  };
}

/** No timing is better than three digits. */
const significant = (value: number): number => Number(value.toPrecision(3));
