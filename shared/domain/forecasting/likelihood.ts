import type { Likelihood } from '#shared/contracts/outbound.ts';

/**
 * From the most likely down. Source: the likelihood scale of Mastrandrea et al., Guidance Note for
 * Lead Authors of the IPCC Fifth Assessment Report on Consistent Treatment of Uncertainties (2010),
 * table 1, whose ranges overlap; here each ends where the next begins.
 */
const SCALE: readonly Likelihood[] = [
  { word: 'virtually certain', from: 0.99, to: 1 },
  { word: 'very likely', from: 0.9, to: 0.99 },
  { word: 'likely', from: 0.66, to: 0.9 },
  { word: 'as likely as not', from: 0.33, to: 0.66 },
  { word: 'unlikely', from: 0.1, to: 0.33 },
  { word: 'very unlikely', from: 0.01, to: 0.1 },
];

const LEAST: Likelihood = { word: 'exceptionally unlikely', from: 0, to: 0.01 };

/**
 * The word that stands for the probability, 0 to 1.
 * @throws RangeError when it is not a number.
 */
export function likelihoodOf(probability: number): Likelihood {
  if (Number.isNaN(probability)) throw new RangeError('a likelihood needs a number, got NaN');
  return SCALE.find(({ from }) => probability >= from) ?? LEAST;
}
