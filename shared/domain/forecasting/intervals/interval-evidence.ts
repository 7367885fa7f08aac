import type { Evidence } from '../forecast.ts';
import type { PairOutlook } from './pair-outlook.ts';

/*
 * How sure we must be, as widths of what we do not know. A doubt of 0.3 about the mean of ln days
 * is a factor of 1.35; a spread of 1 puts the 10 % and 90 % dates a factor of 13 apart.
 */
const ENOUGH = { doubt: 0.3, spread: 1, returnDoubt: 0.25 } as const;
const THIN = { spread: 1.3 } as const;

/** `none` for a first purchase of a product that nobody has taught us yet. */
export function intervalEvidence(
  { gaps, prior, interval }: PairOutlook,
  returnDoubt: number,
): Evidence {
  if (gaps === 0 && !prior.known) return 'none';
  if (interval.spread > THIN.spread) return 'none';
  const sure =
    interval.doubt <= ENOUGH.doubt &&
    interval.spread <= ENOUGH.spread &&
    returnDoubt <= ENOUGH.returnDoubt;
  return sure ? 'enough' : 'thin';
}
