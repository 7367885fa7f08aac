import { goldenSection } from '../statistics/golden-section.ts';
import { logGamma } from '../statistics/log-gamma.ts';

/** Failures of one component of one asset and how many its kind would have had. */
export type FrailtyRow = { readonly failures: number; readonly expected: number };

const LOG_SHAPES = { least: Math.log(0.05), most: Math.log(1e4) } as const;

/**
 * Shape a of Gamma(a, a) frailty by marginal likelihood: the sum over components of
 * lnG(a+d) - lnG(a) + a ln a - (a+d) ln(a+E). Close to 10,000 when all fail alike.
 * @throws RangeError when there are no rows.
 */
export function fitFrailty(rows: readonly FrailtyRow[]): number {
  if (rows.length === 0) throw new RangeError('no components to learn frailty from');
  const unlikely = (logShape: number): number => {
    const shape = Math.exp(logShape);
    const constant = shape * logShape - logGamma(shape);
    let sum = 0;
    for (const { failures, expected } of rows) {
      const total = shape + failures;
      sum += constant + logGamma(total) - total * Math.log(shape + expected);
    }
    return -sum;
  };
  return Math.exp(goldenSection(unlikely, LOG_SHAPES.least, LOG_SHAPES.most, 1e-4));
}
