import { FLOOR } from './log-gap-moments.ts';
import { GAP_CLASSES, type ProductSums } from './product-sums.ts';

export type ProductMoments = {
  readonly mu: number;
  readonly sigma2: number;
  readonly tau2: number;
  readonly omega2: number;
};

/**
 * Mean of ln gap over products, variance within pairs (pooled), between pairs of one product
 * (moments), and between products (DerSimonian & Laird, 1986). Undefined with too little to divide.
 */
export function productMoments(products: Iterable<ProductSums>): ProductMoments | undefined {
  const all = [...products].filter(({ gaps }) => gaps > 0);
  let [within, withinFreedom, between, betweenFreedom, typical] = [0, 0, 0, 0, 0];
  for (const sums of all) {
    within += sums.within;
    withinFreedom += sums.gaps - sums.repeatPairs;
    between += Math.max(sums.between - (sums.sumLogGap * sums.sumLogGap) / sums.gaps, 0);
    betweenFreedom += sums.repeatPairs - 1;
    typical += sums.gaps - sums.squares / sums.gaps;
  }
  if (withinFreedom < 1 || betweenFreedom < 1 || typical <= 0) return undefined;
  const sigma2 = Math.max(within / withinFreedom, FLOOR.sigma2);
  const tau2 = Math.max((between - betweenFreedom * sigma2) / typical, FLOOR.tau2);
  return { sigma2, tau2, ...betweenProducts(all, sigma2, tau2) };
}

/** Mean ln gap of one product shrunk to that of all: each pair weighs 1/(tau² + omega² + sigma²/x). */
export function productMean(
  sums: ProductSums,
  { mu, sigma2, tau2, omega2 }: ProductMoments,
): number {
  const { weight, weighted } = weighPairs(sums, sigma2, tau2 + omega2);
  return (mu / omega2 + weighted) / (1 / omega2 + weight);
}

function betweenProducts(products: readonly ProductSums[], sigma2: number, tau2: number) {
  let [weights, squares, weighted, spread] = [0, 0, 0, 0];
  const means = products.map((sums) => {
    const own = weighPairs(sums, sigma2, tau2);
    const mean = own.weighted / own.weight;
    weights += own.weight;
    squares += own.weight * own.weight;
    weighted += own.weighted;
    spread += own.weight * mean * mean;
    return { mean, variance: 1 / own.weight };
  });
  const heterogeneity = spread - (weighted * weighted) / weights - (products.length - 1);
  const scale = weights - squares / weights;
  const omega2 = scale > 0 ? Math.max(heterogeneity / scale, FLOOR.omega2) : FLOOR.omega2;
  let [mass, moment] = [0, 0];
  for (const { mean, variance } of means) {
    mass += 1 / (variance + omega2);
    moment += mean / (variance + omega2);
  }
  return { mu: moment / mass, omega2 };
}

function weighPairs({ byGaps }: ProductSums, sigma2: number, between: number) {
  let [weight, weighted] = [0, 0];
  for (let at = 0; at < GAP_CLASSES * 3; at += 3) {
    const pairs = byGaps[at] ?? 0;
    if (pairs === 0) continue;
    const each = 1 / (between + (sigma2 * pairs) / (byGaps[at + 1] ?? pairs));
    weight += each * pairs;
    weighted += each * (byGaps[at + 2] ?? 0);
  }
  return { weight, weighted };
}
