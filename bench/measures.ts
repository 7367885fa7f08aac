import type { Measure } from './figure.ts';
import { bundles } from './measures/bundle.ts';
import { dawn } from './measures/dawn.ts';
import { demo } from './measures/demo.ts';
import { fold } from './measures/fold.ts';
import { forecast } from './measures/forecast.ts';
import { importing } from './measures/import.ts';
import { track } from './measures/track.ts';
import { units } from './measures/units.ts';

/** Every measure, in the order in which they run. */
export const measures: readonly Measure[] = [
  fold,
  forecast,
  units,
  demo,
  track,
  dawn,
  importing,
  bundles,
];
