import type { Asset } from '#shared/domain/customer/state.ts';
import type { Hazard, Model, ServiceVisits } from '../model.ts';
import { failurePast } from '../upkeep/failure-past.ts';
import { findRhythm } from '../upkeep/find-rhythm.ts';
import { fitWeibull } from '../upkeep/fit-weibull.ts';
import { yearsOld } from '../upkeep/kind-rate.ts';
import { daysSinceVisit, partOfSpread } from '../upkeep/service-visits.ts';
import { cumulativeHazard } from '../upkeep/weibull.ts';
import { type KindRow, kindRates } from './kind-rates.ts';
import { type OwnedParts, type PartSpell, spellsOf } from './part-spells.ts';

/** Failures that should have been seen before the first one, before nobody is taken to have looked. */
const MISSED_FAILURES = 5;
const NEEDED = { failures: 5, visitFailures: 20 } as const;
const MOST_PARTS = 30;
const MOST_VISITS = 24;
/** Failures as strong as which an even spread, and visits as many as which the pooled rate, stand. */
const SPREAD_STRENGTH = 2.5;
const POOL_STRENGTH = 5;

/**
 * Sharpens the hazards of one product by what sums cannot tell: services older than the records of
 * failures count from the first record on, and failures that follow the visits of a service rhythm
 * get a rate per visit, shrunk to that of all components.
 */
export function refineHazards(
  hazards: Model['hazards'][string],
  assets: readonly OwnedParts[],
  watched: number | undefined,
  today: number,
): Model['hazards'][string] {
  const spells = new Map(
    Object.keys(hazards).map((component) => [component, spellsOf(assets, component, today)]),
  );
  const since = unseenUntil(hazards, spells, watched);
  const seen = new Map([...spells].map(([name, all]) => [name, watchedSpells(all, since)]));
  const visits = visitsOf(assets, seen);
  return Object.fromEntries(
    Object.entries(hazards).map(([component, hazard]) => {
      const own = visits.get(component);
      const refined =
        since === undefined ? hazard : { ...refitted(hazard, seen.get(component) ?? []), since };
      const timed = { ...refined, ...(own === undefined ? {} : { visits: own }) };
      const kind = kindRates(kindRows(assets, component, timed, today));
      return [component, { ...timed, ...(kind === undefined ? {} : { kind }) }];
    }),
  );
}

/** What each unit's record of one component says of its model and age. */
function kindRows(
  assets: readonly OwnedParts[],
  component: string,
  hazard: Hazard,
  today: number,
): KindRow[] {
  const { visits } = hazard;
  return assets
    .filter(({ components }) => Object.hasOwn(components, component))
    .map((asset) => {
      const since = visits === undefined ? 0 : daysSinceVisit(asset, visits.everyDays, today);
      const past = failurePast(asset, component, hazard, today, since);
      const expected = visits === undefined ? past.byAge : past.atVisits;
      return {
        model: asset.model,
        years: yearsOld(asset, today),
        failures: past.failures,
        expected,
      };
    });
}

type Spells = ReadonlyMap<string, readonly PartSpell[]>;

/** First day of records, when the hazards would have had failures before it. */
function unseenUntil(
  hazards: Model['hazards'][string],
  spells: Spells,
  watched: number | undefined,
): number | undefined {
  if (watched === undefined) return undefined;
  let missed = 0;
  for (const [component, all] of spells) {
    const hazard = hazards[component];
    if (hazard === undefined) continue;
    for (const { start, days } of all) {
      missed += cumulativeHazard(hazard, Math.min(Math.max(watched - start, 0), days));
    }
  }
  return missed >= MISSED_FAILURES ? watched : undefined;
}

/** Spells that were watched at their end, with the age from which they were. */
const watchedSpells = (spells: readonly PartSpell[], since: number | undefined): PartSpell[] =>
  since === undefined
    ? [...spells]
    : spells
        .filter(({ start, days }) => start + days > since)
        .map((spell) => ({ ...spell, from: Math.max(since - spell.start, 0) }));

function refitted(hazard: Hazard, spells: readonly PartSpell[]): Hazard {
  const rows = spells
    .filter(({ days, from }) => days > from)
    .map(({ days, from, end }) => {
      const failed = end === 'failure' ? 1 : 0;
      return { days, from, failed, censored: 1 - failed };
    });
  const failures = rows.reduce((sum, { failed }) => sum + failed, 0);
  return failures < NEEDED.failures ? hazard : { ...hazard, ...fitWeibull(rows) };
}

/** Rates by visit of each component; none without a rhythm or with few failures. */
function visitsOf(assets: readonly OwnedParts[], spells: Spells): Map<string, ServiceVisits> {
  const all = [...spells.values()].flat();
  const lengths = new Map<number, number>();
  for (const { days, end } of all) {
    if (end !== 'running') lengths.set(Math.round(days), (lengths.get(Math.round(days)) ?? 0) + 1);
  }
  const everyDays = findRhythm(lengths);
  const failures = all.filter(({ end }) => end === 'failure').length;
  if (everyDays === undefined || failures < NEEDED.visitFailures) return new Map();
  const spread = spreadOf(assets, all, everyDays);
  const counts = new Map([...spells].map(([name, own]) => [name, countVisits(own, everyDays)]));
  const pooled = pooledRates([...counts.values()]);
  return new Map(
    [...counts].map(([name, { failed, met }]) => {
      const rates = pooled.map((rate, at) =>
        rounded(((failed[at] ?? 0) + POOL_STRENGTH * rate) / ((met[at] ?? 0) + POOL_STRENGTH)),
      );
      return [name, { everyDays, rates, spread }];
    }),
  );
}

/** How failures spread over the interval around the visits. */
function spreadOf(
  assets: readonly OwnedParts[],
  spells: readonly PartSpell[],
  every: number,
): number[] {
  const parts = Math.min(every, MOST_PARTS);
  const counts = Array.from({ length: parts }, () => SPREAD_STRENGTH / parts);
  let total = SPREAD_STRENGTH;
  for (const { asset, start, days, end } of spells) {
    const owned = assets[asset];
    if (end !== 'failure' || owned === undefined) continue;
    const day = start + days;
    const part = Math.floor(
      partOfSpread(parts, every, daysSinceVisit(asOf(owned, day), every, day)),
    );
    counts[part] = (counts[part] ?? 0) + 1;
    total += 1;
  }
  return counts.map((count) => rounded(count / total));
}

/** The newest services before `day`. */
function asOf({ since, services }: OwnedParts, day: number): Pick<Asset, 'since' | 'components'> {
  const components: Asset['components'] = {};
  for (const [name, days] of services) {
    const last = days.findLast((other) => other < day);
    if (last !== undefined) components[name] = { last, spells: [] };
  }
  return { since, components };
}

type VisitCounts = { readonly failed: number[]; readonly met: number[] };

/** By visit since replacement: how many parts met it, and how many failed around it. */
function countVisits(spells: readonly PartSpell[], every: number): VisitCounts {
  const failed = Array.from({ length: MOST_VISITS }, () => 0);
  const met = Array.from({ length: MOST_VISITS }, () => 0);
  const add = (counts: number[], visit: number): void => {
    const at = Math.min(visit, MOST_VISITS - 1);
    counts[at] = (counts[at] ?? 0) + 1;
  };
  for (const { days, from, end } of spells) {
    const last = end === 'running' ? Math.floor(days / every) : Math.round(days / every);
    if (from === 0) add(met, 0);
    for (let visit = Math.round(from / every) + 1; visit <= last; visit += 1) add(met, visit);
    if (end === 'failure') add(failed, Math.round(days / every));
  }
  return { failed, met };
}

/** Rates of all components together, each shrunk to that of all visits. */
function pooledRates(counts: readonly VisitCounts[]): number[] {
  const sum = (of: 'failed' | 'met', at: number): number =>
    counts.reduce((total, own) => total + (own[of][at] ?? 0), 0);
  const visits = Array.from({ length: MOST_VISITS }, (_, at) => at);
  const all = (of: 'failed' | 'met'): number =>
    visits.reduce((total, at) => total + sum(of, at), 0);
  const overall = all('failed') / Math.max(all('met'), 1);
  return visits.map(
    (at) => (sum('failed', at) + POOL_STRENGTH * overall) / (sum('met', at) + POOL_STRENGTH),
  );
}

const rounded = (value: number): number => Number(value.toPrecision(6));
