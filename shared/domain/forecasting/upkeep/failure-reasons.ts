import type { Reason } from '#shared/contracts/outbound.ts';
import { contributions, typicalValue } from '../statistics/linear-layer.ts';
import { namedInputs } from './failure-layer.ts';
import type { FailureOutlook } from './failure-outlook.ts';

/** Log-odds that a group of inputs must move to be worth a word. */
const WORTH_SAYING = 0.05;

type Group = 'age' | 'record' | 'build' | 'faults';
const groups: Readonly<Record<string, Group>> = {
  visits: 'age',
  weibull: 'age',
  age: 'age',
  share: 'record',
  frailty: 'record',
  years: 'build',
  model: 'build',
  fault: 'faults',
};

/** What the layer for `horizonDays` adds to the log-odds of a typical unit, by group of inputs. */
export type FailureOdds = {
  /** Log-odds of a typical unit; with the groups it adds up to the layer's value exactly. */
  readonly typical: number;
  readonly groups: ReadonlyMap<Group, number>;
};

/** Exact contributions of the layer of one horizon; undefined where the closed form stands. */
export function failureOdds(outlook: FailureOutlook, horizonDays: number): FailureOdds | undefined {
  const row = outlook.layers?.find((layer) => layer.horizonDays === horizonDays);
  if (row === undefined) return undefined;
  const sums = new Map<Group, number>();
  for (const { input, value } of contributions(
    row.layer,
    namedInputs(row.layer, outlook, horizonDays),
  )) {
    const group = groups[input.split('/')[0] ?? ''] ?? 'age';
    sums.set(group, (sums.get(group) ?? 0) + value);
  }
  return { typical: typicalValue(row.layer), groups: sums };
}

/** The groups in words with the unit's own numbers, strongest first. */
export function failureReasons(outlook: FailureOutlook, horizonDays: number): Reason[] {
  const odds = failureOdds(outlook, horizonDays);
  if (odds === undefined) return [];
  return [...odds.groups]
    .filter(([, value]) => Math.abs(value) >= WORTH_SAYING)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .map(([group, value]) => ({
      code: `failure-${group}`,
      text: `${wordsOf(group, outlook)} ${value > 0 ? 'raises' : 'lowers'} the risk`,
      value: Math.round(value * 100) / 100,
    }));
}

function wordsOf(group: Group, { past, asset, today, component }: FailureOutlook): string {
  const part = component === '' ? 'it' : `the ${component}`;
  switch (group) {
    case 'age':
      return `${part} was replaced ${past.age} days ago, which`;
    case 'record':
      return `${past.failures} of its ${past.spells} services followed a failure, which`;
    case 'build': {
      const years = Math.floor(Math.max(today - (asset.built ?? asset.since), 0) / 365.25);
      const model = asset.model === undefined ? '' : ` of model ${asset.model}`;
      return `an asset${model} that is ${years} years old`;
    }
    case 'faults': {
      const recent = Object.entries(asset.faults ?? {}).filter(([, [last = 0]]) => last === today);
      if (recent.length === 0) return 'no fault reported today';
      return `fault ${recent.map(([code]) => code).join(', ')} reported today`;
    }
  }
}
