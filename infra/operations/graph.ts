import type { Source } from '#infra/operations/alarm.ts';

/** One line of a graph. */
export type Line = {
  readonly label: string;
  readonly source: Source;
  readonly metric: string;
  readonly statistic: 'Sum' | 'Maximum';
  readonly unit?: 'Count' | 'Seconds' | 'None';
};

/** A graph; `title` says in plain words what one sees. */
export type Graph = {
  readonly title: string;
  readonly periodSeconds: number;
  readonly lines: readonly Line[];
};

/** Graphs under a heading. */
export type Row = { readonly heading: string; readonly graphs: readonly Graph[] };

/** A figure that our functions write: counts are summed, all others shown at their greatest. */
export const own = (
  label: string,
  metric: string,
  dimensions?: Readonly<Record<string, string>>,
  unit: Line['unit'] = 'Count',
): Line => ({
  label,
  metric,
  unit,
  source: dimensions === undefined ? { kind: 'own' } : { kind: 'own', dimensions },
  statistic: unit === 'Count' ? 'Sum' : 'Maximum',
});

export const ofKind = (label: string, metric: string, kind: string): Line =>
  own(label, metric, { kind });

/** A KPI of the last month. */
export const kpi = (label: string, name: string): Line =>
  own(label, name, { window: 'last-month' }, 'None');

/** A line for each kind of one figure. */
export const ofKinds = (metric: string, kinds: readonly string[]): readonly Line[] =>
  kinds.map((kind) => ofKind(kind, metric, kind));

/** The same metric of AWS of each thing of a sort, as of every queue. */
export const ofEach = <Name extends string>(
  names: readonly Name[],
  sourceOf: (name: Name) => Source,
  { metric, statistic }: Pick<Line, 'metric' | 'statistic'>,
): readonly Line[] =>
  names.map((name) => ({ label: name, source: sourceOf(name), metric, statistic }));
