/** Draws that depend on nothing but the seed and the labels they were made with. */
export type Random = {
  /** 0 inclusive to 1 exclusive. */
  uniform(): number;
  chance(probability: number): boolean;
  /** Uniform real number from `low` to `high`. */
  between(low: number, high: number): number;
  /** Uniform whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number;
  normal(): number;
  /** Log-normal by its median; `sigma` is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number;
  exponential(mean: number): number;
  /** @throws RangeError when there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item;
};

/**
 * One stream of draws per label, so that what happens to one customer never shifts the draws of
 * another. Generator: sfc32 of Chris Doty-Humphrey's PractRand, seeded by FNV-1a of the label.
 */
export function randomFrom(seed: number, label: string): Random {
  const uniform = sfc32(fnv1a(`a${seed}/${label}`), fnv1a(`b${seed}/${label}`), seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    chance: (probability) => uniform() < probability,
    between: (low, high) => low + (high - low) * uniform(),
    whole: (low, high) => low + Math.floor((high - low + 1) * uniform()),
    normal,
    logNormal: (median, sigma) => median * Math.exp(sigma * normal()),
    exponential: (mean) => -mean * Math.log(1 - uniform()),
    pick: (items) => {
      const item = items[Math.floor(items.length * uniform())];
      if (item === undefined) throw new RangeError('cannot pick from an empty list');
      return item;
    },
  };
}

function sfc32(first: number, second: number, third: number): () => number {
  let a = first | 0;
  let b = second | 0;
  let c = third | 0;
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round += 1) next();
  return next;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash;
}
