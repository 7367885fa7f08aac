import { cpus, loadavg, totalmem } from 'node:os';
import * as z from 'zod';

export const machine = z.strictObject({
  cores: z.int().min(1),
  processor: z.string(),
  memoryGb: z.number(),
  node: z.string(),
  platform: z.string(),
  /** Work that waited for a core in the last minute, before the first measure began. */
  loadBefore: z.number(),
});
export type Machine = z.infer<typeof machine>;

export function thisMachine(): Machine {
  const found = cpus();
  return {
    cores: Math.max(found.length, 1),
    processor: found[0]?.model.trim() ?? 'unknown',
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

/** One line, with a warning when the machine had other work to do. */
export function machineLine(here: Machine): string {
  const { cores, processor, memoryGb, node, platform, loadBefore } = here;
  const busy =
    loadBefore > cores / 2
      ? `; load ${loadBefore} before the start: the machine had other work, so times are too long`
      : '';
  return `${cores} cores (${processor}), ${memoryGb} GB, Node ${node}, ${platform}${busy}`;
}
