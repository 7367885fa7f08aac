import type { Model } from '../model.ts';
import { DUE_INPUTS, FIRST_BOUNDED_INPUT } from './due-inputs.ts';

type Ranges = NonNullable<Model['due']['ranges']>;
type Bounds = { readonly least: Float64Array; readonly most: Float64Array };

/**
 * Takes each bounded input within the range in which the layers were fitted: beyond it their lines
 * say more than was ever seen, as of a shop with one product, where all is bought again and again.
 * The others, which grow with silence, stay as they are, because silence must go on to tell.
 */
export function keepInRange(inputs: Float64Array, ranges: Ranges | undefined): void {
  if (ranges === undefined) return;
  const { least, most } = boundsOf(ranges);
  for (let at = FIRST_BOUNDED_INPUT; at < inputs.length; at += 1) {
    inputs[at] = Math.min(Math.max(inputs[at] ?? 0, least[at] ?? 0), most[at] ?? 0);
  }
}

const remembered = new WeakMap<Ranges, Bounds>();

/** In the order of DUE_INPUTS; an input without a range has all. */
function boundsOf(ranges: Ranges): Bounds {
  const known = remembered.get(ranges);
  if (known !== undefined) return known;
  const bounds = {
    least: Float64Array.from(DUE_INPUTS, (name) => ranges[name]?.[0] ?? Number.NEGATIVE_INFINITY),
    most: Float64Array.from(DUE_INPUTS, (name) => ranges[name]?.[1] ?? Number.POSITIVE_INFINITY),
  };
  remembered.set(ranges, bounds);
  return bounds;
}
