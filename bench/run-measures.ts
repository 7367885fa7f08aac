import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { Found, Measure } from './figure.ts';

export type RunOptions = {
  readonly quick: boolean;
  readonly ordersFile: string;
  readonly say: (text: string) => void;
};

/** Runs the measures one after another, each with an empty folder of its own. */
export async function runMeasures(
  measures: readonly Measure[],
  options: RunOptions,
): Promise<Found[]> {
  const all: Found[] = [];
  for (const [at, measure] of measures.entries()) {
    const say = (text: string): void => options.say(`${measure.name}: ${text}`);
    say(`${measure.title} (${at + 1} of ${measures.length})`);
    all.push(await runOne(measure, { ...options, say }));
  }
  return all;
}

async function runOne(measure: Measure, options: RunOptions): Promise<Found> {
  const folder = await mkdtemp(join(tmpdir(), `beforehand-bench-${measure.name}-`));
  const startedMs = performance.now();
  try {
    const { figures, notes } = await measure.run({ ...options, folder });
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
    return { measure: measure.name, title: measure.title, seconds, figures, notes };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
