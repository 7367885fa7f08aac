import type { Reason } from '#shared/contracts/outbound.ts';
import { daysAgo } from '../days-in-words.ts';
import { calibrated } from '../statistics/calibration.ts';
import { contributions, typicalValue } from '../statistics/linear-layer.ts';
import { CLOSED_INPUT, closedOdds, layerOdds, namedInputs } from './failure-layer.ts';
import type { FailureOutlook } from './failure-outlook.ts';
import { yearsOld } from './kind-rate.ts';
import { NO_WHOLE } from './whole-asset.ts';

/** Log-odds that a part must add to be worth a word. */
const WORTH_SAYING = 0.05;

/** What makes a failure likelier or less likely: the part's age, model and age of the asset, the
 * record of the asset and of the part, faults, the other parts, and what came of such forecasts. */
export type FailurePart = 'age' | 'build' | 'asset' | 'record' | 'faults' | 'others' | 'forecasts';

/** Log-odds within one horizon: of a typical unit, and what each part adds. Their sum is exact. */
export type FailureOdds = {
  readonly typical: number;
  readonly parts: Readonly<Record<FailurePart, number>>;
};

/**
 * The layer's log-odds taken apart; undefined where the closed form stands alone. The closed form's
 * share is that of an average unit of this age, then of its model and age, then of its asset's and
 * of its own record.
 */
export function failureOdds(outlook: FailureOutlook, horizonDays: number): FailureOdds | undefined {
  const row = outlook.layers?.find((layer) => layer.horizonDays === horizonDays);
  if (row === undefined) return undefined;
  const { layer, calibration } = row;
  const [weight, typical] = layer.inputs[CLOSED_INPUT] ?? [0, 0];
  const blank = { failures: 0, expected: 0 };
  const unknown = { ...outlook, past: { ...outlook.past, ...blank }, whole: NO_WHOLE };
  const average = closedOdds({ ...unknown, past: { ...unknown.past, rate: 1 } }, horizonDays);
  const ofKind = closedOdds(unknown, horizonDays);
  const ofAsset = closedOdds({ ...unknown, whole: outlook.whole }, horizonDays);
  const own = closedOdds(outlook, horizonDays);
  const added = contributions(layer, namedInputs(layer, outlook, horizonDays));
  const sumOf = (...kinds: readonly string[]): number =>
    added
      .filter(({ input }) => kinds.includes(input.split('/')[0] ?? ''))
      .reduce((sum, { value }) => sum + value, 0);
  const odds = layerOdds(layer, outlook, horizonDays);
  return {
    typical: typicalValue(layer),
    parts: {
      age: weight * (average - typical) + sumOf('fresh'),
      build: weight * (ofKind - average) + sumOf('build'),
      asset: weight * (ofAsset - ofKind),
      record: weight * (own - ofAsset),
      faults: sumOf('fault', 'near'),
      others: sumOf('others', 'rivals'),
      forecasts: calibration === undefined ? 0 : calibrated(calibration, odds) - odds,
    },
  };
}

/** The parts in words with the unit's own numbers, strongest first. */
export function failureReasons(outlook: FailureOutlook, horizonDays: number): Reason[] {
  const odds = failureOdds(outlook, horizonDays);
  if (odds === undefined) return [];
  const { age, build, asset, record, faults, others, forecasts } = odds.parts;
  const parts: [FailurePart, number][] = [
    ['age', age],
    ['build', build],
    ['asset', asset],
    ['record', record],
    ['faults', faults],
    ['others', others],
    ['forecasts', forecasts],
  ];
  return parts
    .filter(([, value]) => Math.abs(value) >= WORTH_SAYING)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))
    .map(([part, contribution]) => {
      const { text, value } = inWords(part, outlook);
      const effect = contribution > 0 ? 'raises the risk' : 'lowers the risk';
      return { code: `failure-${part}`, text: `${text}: ${effect}`, value, contribution };
    });
}

function inWords(
  part: FailurePart,
  { past, whole, others, asset, today, component }: FailureOutlook,
): { text: string; value: number } {
  switch (part) {
    case 'age': {
      const what = component === '' ? 'it' : `the ${component}`;
      return { text: `${what} was last serviced ${daysAgo(past.age)}`, value: past.age };
    }
    case 'build': {
      const years = Math.floor(yearsOld(asset, today));
      const model = asset.model === undefined ? '' : `model ${asset.model}, `;
      return { text: `${model}${years === 1 ? '1 year' : `${years} years`} old`, value: years };
    }
    case 'asset': {
      const { failures, expected } = whole;
      const usual = Math.round(expected * 10) / 10;
      return { text: `${failures} failures of all its parts, ${usual} are usual`, value: failures };
    }
    case 'record': {
      const { failures, spells } = past;
      return { text: `${failures} of ${spells} services came after a failure`, value: failures };
    }
    case 'others': {
      const visits = Math.round(others.visits * 10) / 10;
      return { text: `its other parts are ${visits} visits old on average`, value: visits };
    }
    case 'forecasts':
      return { text: 'what came of forecasts as bold as this', value: 0 };
    case 'faults': {
      const recent = Object.entries(asset.faults ?? {}).filter(([, [last = 0]]) => last === today);
      const codes = recent.map(([code]) => code).join(', ');
      return {
        text: recent.length === 0 ? 'no fault reported today' : `fault ${codes} reported today`,
        value: recent.length,
      };
    }
  }
}
