import { type Column, table } from '#cli/table.ts';
import { type Figure, type Found, isMissed } from './figure.ts';
import { figureKey } from './report.ts';

const COLUMNS: readonly Column[] = [
  { title: 'measure' },
  { title: 'figure' },
  { title: 'value', align: 'right' },
  { title: 'unit' },
  { title: 'least to most' },
  { title: 'promise' },
];
const RATIO: Column = { title: 'now / before', align: 'right' };

/** One table of all figures; with an earlier run, each with its ratio to then. */
export function reportTable(
  all: readonly Found[],
  earlier: ReadonlyMap<string, number> | undefined,
): string {
  const rows = all.flatMap(({ measure, figures }) =>
    figures.map((figure, at) => [
      at === 0 ? measure : '',
      ...cellsOf(figure),
      ...(earlier === undefined ? [] : [ratio(figure, measure, earlier)]),
    ]),
  );
  return table(earlier === undefined ? COLUMNS : [...COLUMNS, RATIO], rows);
}

const cellsOf = (figure: Figure): string[] => [
  figure.name,
  numberText(figure.value),
  figure.unit,
  spreadOf(figure),
  promiseOf(figure),
];

const spreadOf = ({ kind, runs, lowest, highest }: Figure): string => {
  if (kind === 'count') return 'exact';
  if (runs === 1 || lowest === undefined || highest === undefined) return 'once';
  return `${numberText(lowest)} to ${numberText(highest)}, ${runs} runs`;
};

function promiseOf(figure: Figure): string {
  if (figure.atMost === undefined) return '';
  const promise = `at most ${numberText(figure.atMost)}`;
  return isMissed(figure) ? `MISSED: ${promise}` : `${promise}, kept`;
}

/** A figure that the earlier run does not have is new. */
function ratio(
  { name, unit, value }: Figure,
  measure: string,
  earlier: ReadonlyMap<string, number>,
): string {
  const before = earlier.get(figureKey(measure, name, unit));
  if (before === undefined) return 'new';
  if (before === value) return 'same';
  return before === 0 ? `was 0` : (value / before).toFixed(2);
}

const numberText = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 3 });
