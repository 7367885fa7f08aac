import type { Protocol } from './protocol.ts';
import { cdnowFull } from './protocols/cdnow-full.ts';
import { cdnowSample } from './protocols/cdnow-sample.ts';
import { ukDates } from './protocols/uk-dates.ts';
import { ukPairs } from './protocols/uk-pairs.ts';

/** Every protocol, in the order in which they run. */
export const protocols: readonly Protocol[] = [cdnowSample, cdnowFull, ukPairs, ukDates];
