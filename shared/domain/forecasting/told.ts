import type { Likelihood } from '#shared/contracts/outbound.ts';
import type { Forecast, ToldIn } from './forecast.ts';
import { likelihoodOf } from './likelihood.ts';

/** How something foreseen is told outside of the product, to people and to machines alike. */
export type Told = {
  /** 0 to 1; null where a number would not hold. */
  readonly probability: number | null;
  readonly toldIn: ToldIn;
  /** The word that stands for the probability, and what it stands for. */
  readonly likelihood: Likelihood;
};

/** What may be told of a forecast on which there is evidence. */
export const told = ({ probability, toldIn }: Pick<Forecast, 'probability' | 'toldIn'>): Told => ({
  probability: toldIn === 'percent' ? probability : null,
  toldIn,
  likelihood: likelihoodOf(probability),
});
