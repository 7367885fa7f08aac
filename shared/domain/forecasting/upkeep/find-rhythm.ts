/** How many spells had each length in whole days. */
export type SpellLengths = ReadonlyMap<number, number>;

const NEEDED_SPELLS = 30;
const INTERVALS = { least: 5, most: 400 } as const;
/** A visit may be this share of the interval early or late. */
const TOLERANCES = [0, 0.05, 0.1] as const;
/** How much more likely the rhythm must make the average spell than chance does, in ln. */
const NEEDED_GAIN = 0.3;

/**
 * Days between the visits of a service rhythm, when the spells between replacements are whole
 * multiples of them: the interval under which the spells are likeliest, each near a multiple with
 * one probability and elsewhere with another. Undefined when none makes them much likelier than
 * chance, or all spells are equally long.
 */
export function findRhythm(spells: SpellLengths): number | undefined {
  let total = 0;
  for (const count of spells.values()) total += count;
  if (total < NEEDED_SPELLS) return undefined;
  let [best, bestGain]: [number | undefined, number] = [undefined, NEEDED_GAIN];
  for (let every = INTERVALS.least; every <= INTERVALS.most; every += 1) {
    for (const tolerance of TOLERANCES) {
      const gain = gainOf(spells, total, every, Math.round(every * tolerance));
      if (gain > bestGain) [best, bestGain] = [every, gain];
    }
  }
  return best;
}

/** Mean gain in ln likelihood of a spell near a multiple of `every` against any spell being as likely. */
function gainOf(spells: SpellLengths, total: number, every: number, off: number): number {
  let near = 0;
  const multiples = new Set<number>();
  for (const [days, count] of spells) {
    const multiple = Math.round(days / every);
    if (multiple === 0 || Math.abs(days - multiple * every) > off) continue;
    near += count;
    if (count > total / 50) multiples.add(multiple);
  }
  const chance = (2 * off + 1) / every;
  const share = near / total;
  if (multiples.size < 2 || share <= chance || chance >= 1) return 0;
  const far = 1 - share;
  const missed = far === 0 ? 0 : far * Math.log(far / (1 - chance));
  return share * Math.log(share / chance) + missed;
}
