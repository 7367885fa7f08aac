import type { ShownError, Target } from './result.ts';

type Wanted = Pick<Target, 'reach'> & { readonly aim?: number };

export const atLeast = (what: string, value: number | undefined, wanted: Wanted): Target => ({
  what,
  value,
  better: 'higher',
  reach: wanted.reach,
  aim: wanted.aim ?? wanted.reach,
});

export const atMost = (what: string, value: number | undefined, wanted: Wanted): Target => ({
  what,
  value,
  better: 'lower',
  reach: wanted.reach,
  aim: wanted.aim ?? wanted.reach,
});

/** Of probabilities told in percent: foreseen and happened differ by so much on average. */
export const calibrated = (
  what: string,
  shown: ShownError | undefined,
  more: Pick<Target, 'apart' | 'share' | 'asNumber'> = {},
): Target => ({
  ...atMost(`${what}, calibration error`, shown?.error, { reach: 0.02, aim: 0.01 }),
  ...(shown === undefined ? {} : { byChance: shown.byChance, corrected: shown.corrected }),
  ...more,
});

/** Of probabilities told in words: what happened lies so far outside of what the word stands for, on average. */
export const worded = (what: string, error: number | undefined, share: number): Target => ({
  ...atMost(`${what}, error of words`, error, { reach: 0.02, aim: 0.01 }),
  share,
});
