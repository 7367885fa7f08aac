import type { Evidence } from '../forecast.ts';

/** One of the things that can make service due: time, meter or failure. */
export type Limb = {
  readonly code: 'interval' | 'meter' | 'failure';
  /** Probability that it has come by a local day, today or later, given that no service has. */
  readonly dueBy: (day: number) => number;
  readonly text: string;
  readonly value: number;
  readonly evidence: Exclude<Evidence, 'none'>;
  /** What the plain rule says. */
  readonly plainDay?: number;
};
