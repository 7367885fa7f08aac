import type { Reason } from '#shared/contracts/outbound.ts';
import { contributions, typicalValue } from '../statistics/linear-layer.ts';
import { CLOSED_INPUT, closedOdds, namedInputs } from './failure-layer.ts';
import type { FailureOutlook } from './failure-outlook.ts';
import { yearsOld } from './kind-rate.ts';

/** Log-odds that a part must add to be worth a word. */
const WORTH_SAYING = 0.05;

/** What makes a failure likelier or less likely: age, model and age of the asset, own record, faults. */
export type FailurePart = 'age' | 'build' | 'record' | 'faults';

/** Log-odds within one horizon: of a typical unit, and what each part adds. Their sum is exact. */
export type FailureOdds = {
  readonly typical: number;
  readonly parts: Readonly<Record<FailurePart, number>>;
};

/**
 * The layer's log-odds taken apart; undefined where the closed form stands alone. The closed form's
 * share is that of an average unit of this age, then of its model and age, then of its own record.
 */
export function failureOdds(outlook: FailureOutlook, horizonDays: number): FailureOdds | undefined {
  const row = outlook.layers?.find((layer) => layer.horizonDays === horizonDays);
  if (row === undefined) return undefined;
  const { layer } = row;
  const [weight, typical] = layer.inputs[CLOSED_INPUT] ?? [0, 0];
  const blank = { failures: 0, expected: 0 };
  const average = closedOdds(
    { ...outlook, past: { ...outlook.past, ...blank, rate: 1 } },
    horizonDays,
  );
  const ofKind = closedOdds({ ...outlook, past: { ...outlook.past, ...blank } }, horizonDays);
  const own = closedOdds(outlook, horizonDays);
  const faults = contributions(layer, namedInputs(layer, outlook, horizonDays))
    .filter(({ input }) => input !== CLOSED_INPUT)
    .reduce((sum, { value }) => sum + value, 0);
  return {
    typical: typicalValue(layer),
    parts: {
      age: weight * (average - typical),
      build: weight * (ofKind - average),
      record: weight * (own - ofKind),
      faults,
    },
  };
}

/** The parts in words with the unit's own numbers, strongest first. */
export function failureReasons(outlook: FailureOutlook, horizonDays: number): Reason[] {
  const odds = failureOdds(outlook, horizonDays);
  if (odds === undefined) return [];
  const { age, build, record, faults } = odds.parts;
  const parts: [FailurePart, number][] = [
    ['age', age],
    ['build', build],
    ['record', record],
    ['faults', faults],
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
  { past, asset, today, component }: FailureOutlook,
): { text: string; value: number } {
  switch (part) {
    case 'age': {
      const what = component === '' ? 'it' : `the ${component}`;
      return { text: `${what} was last serviced ${past.age} days ago`, value: past.age };
    }
    case 'build': {
      const years = Math.floor(yearsOld(asset, today));
      const model = asset.model === undefined ? '' : `model ${asset.model}, `;
      return { text: `${model}${years} years old`, value: years };
    }
    case 'record': {
      const { failures, spells } = past;
      return { text: `${failures} of ${spells} services came after a failure`, value: failures };
    }
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
