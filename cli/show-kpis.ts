import { computeKpis, type Figure } from '#shared/domain/kpi/compute-kpis.ts';
import { definitions } from '#shared/domain/kpi/definitions.ts';
import { effectDefinitions } from '#shared/domain/kpi/effect-definitions.ts';
import { emptySums, type KpiSums, kpiSums, mergeSums } from '#shared/domain/kpi/sums.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { type DawnPass, documentId, latestPass } from '#shared/pipeline/summaries.ts';
import { noPassYet } from './missing.ts';
import type { OpenData } from './open-data.ts';
import { table } from './table.ts';
import { styled, terminal } from './terminal.ts';
import { money, number, percent, plural } from './words.ts';

const WINDOWS = ['this-month', 'last-month', 'last-12-months', 'now'] as const;
const TOO_EARLY = 'too early';

/** The figures of the newest dawn pass: a row per KPI, a column per window. */
export async function showKpis(data: OpenData, json: boolean): Promise<void> {
  const pass = await latestPass(data.documents);
  if (pass === undefined) throw noPassYet();
  const figures = computeKpis(await sumsOf(data, pass), dayOfIso(pass.asOf));
  const { customers, asOf } = pass;
  if (json) {
    terminal.printJson({ asOf, customers, currency: data.shop.currency, figures });
    return;
  }
  const named = [...definitions, ...effectDefinitions].map(({ id, name }) => ({
    name,
    figures: figures.filter(({ kpi }) => kpi === id),
  }));
  const told = named.filter((each) => each.figures.some(({ value }) => value !== null));
  const early = named.filter((each) => !told.includes(each)).map(({ name }) => name.toLowerCase());
  terminal.print(
    table(
      columns(),
      told.map((each) => cells(each, data.shop.currency)),
    ),
  );
  if (early.length > 0) terminal.print(`\nToo early to say: ${early.join(', ')}.`);
  terminal.print(`\n${plural(customers, 'customer')} as of ${asOf}`);
}

async function sumsOf({ documents }: OpenData, pass: DawnPass): Promise<KpiSums> {
  let sums = emptySums();
  for (let segment = 0; segment < pass.segments; segment += 1) {
    const stored = await documents.get('kpi-sums', documentId(pass.asOf, segment));
    if (stored !== undefined) sums = mergeSums(sums, kpiSums.parse(stored));
  }
  return sums;
}

const columns = () => [
  { title: '' },
  ...WINDOWS.map((window) => ({
    title: window.replaceAll('-', ' '),
    align: 'right' as const,
  })),
];

type NamedFigures = { readonly name: string; readonly figures: readonly Figure[] };

const cells = ({ name, figures }: NamedFigures, currency: string): string[] => [
  name,
  ...WINDOWS.map((window) => {
    const figure = figures.find((each) => each.window === window);
    return figure === undefined ? '' : figureText(figure, currency);
  }),
];

function figureText(figure: Figure, currency: string): string {
  if (figure.value === null) return styled('dim', TOO_EARLY);
  const text = valueText(figure.value, figure.unit, currency);
  if (figure.low === undefined || figure.high === undefined) return text;
  const [low, high] = [figure.low, figure.high].map((bound) =>
    valueText(bound, figure.unit, currency),
  );
  return `${text} (${low} to ${high})`;
}

function valueText(value: number, unit: string, currency: string): string {
  if (unit === 'share') return percent(value);
  if (unit === 'money-minor') return money(Math.round(value), currency);
  if (unit === 'customers') return number(Math.round(value));
  const rounded = number(Math.round(value * 100) / 100);
  return unit === 'score' ? rounded : `${rounded} ${unit}`;
}
