import type { MethodRow, Part, Target, Verdict } from '../result.ts';
import { isWithinChance, verdictOf } from '../result.ts';
import { figureText, headerText } from './number-text.ts';

export type Grid = {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

const SPEAKERS: Readonly<Record<MethodRow['speaker'], string>> = {
  ours: 'ours',
  plain: 'plain rule',
  reference: 'elsewhere',
  peer: 'Python, here',
};

/** One part as cells: a column for every figure that any method has. */
export function partGrid(part: Part): Grid {
  const figures = [...new Set(part.methods.flatMap((row) => Object.keys(row.figures)))];
  return {
    header: [
      part.kind === 'words' ? 'word' : 'method',
      ...(isOfOurs(part) ? [] : ['of']),
      ...figures.map(headerText),
    ],
    rows: part.methods.map((row) => [
      row.method,
      ...(isOfOurs(part) ? [] : [SPEAKERS[row.speaker]]),
      ...figures.map((figure) => withSpread(figure, row)),
    ]),
  };
}

/** Whether every line is about the product itself. */
const isOfOurs = ({ kind }: Part): boolean => kind === 'groups' || kind === 'words';

function withSpread(figure: string, { figures, spread }: MethodRow): string {
  const text = figureText(figure, figures[figure]);
  const around = spread?.[figure];
  return around === undefined
    ? text
    : `${text} ± ${figureText(figure, 1.96 * around.sd, figures[figure])}`;
}

/** What a part is about, in one line. */
export function partTitle({ title, rows, positives, evidence, inPercent, kind }: Part): string {
  const happened =
    positives === undefined ? '' : `, happened in ${((100 * positives) / rows).toFixed(2)} %`;
  const sure =
    evidence === undefined
      ? ''
      : `; evidence ${Object.entries(evidence)
          .map(([name, share]) => `${name} ${(100 * share).toFixed(1)} %`)
          .join(', ')}`;
  const told = inPercent === undefined ? '' : `; told in percent ${(100 * inPercent).toFixed(1)} %`;
  return `${title}${WHICH[kind] ?? ''}: ${rows.toLocaleString('en')} rows${happened}${sure}${told}`;
}

const WHICH: Partial<Record<Part['kind'], string>> = {
  groups: ', by evidence and by what is known',
  words: ', told in words',
};

const VERDICTS: Readonly<Record<Verdict, string>> = {
  aim: 'aim reached',
  reached: 'reached',
  'in words': 'no number is shown',
  missed: 'MISSED',
};

export const targetGrid = (targets: readonly Target[]): Grid => ({
  header: ['figure', 'ours', 'to reach', 'aim', 'by chance', '95 % of chance', 'corrected', ''],
  rows: targets.map((target) => {
    const sign = target.better === 'higher' ? '≥' : '≤';
    return [
      target.what,
      valueText(target),
      `${sign} ${shortText(target.reach)}`,
      `${sign} ${shortText(target.aim)}`,
      shortText(target.byChance?.mean),
      shortText(target.byChance?.most),
      shortText(target.corrected),
      verdictText(target),
    ];
  }),
});

const valueText = ({ value, asNumber }: Target): string =>
  value === undefined && asNumber !== undefined
    ? `(${shortText(asNumber)})`
    : shortText(value, 'none');

function verdictText(target: Target): string {
  const verdict = verdictOf(target);
  const chance = verdict === 'missed' && isWithinChance(target) ? ', within chance' : '';
  const apart = target.apart === undefined ? '' : `, not judged: ${target.apart}`;
  const share =
    target.share === undefined ? '' : `, ${(100 * target.share).toFixed(1)} % of what is shown`;
  return `${VERDICTS[verdict]}${share}${chance}${apart}`;
}

const shortText = (value: number | undefined, absent = ''): string =>
  value === undefined ? absent : String(Number(value.toFixed(4)));
