import { composeReport, type KpiReport, kpiReport } from '#functions/report/write-report.ts';
import type { KpiFigure } from '#shared/contracts/outbound.ts';
import { definitions } from '#shared/domain/kpi/definitions.ts';
import { effectDefinitions } from '#shared/domain/kpi/effect-definitions.ts';
import { type DawnPass, latestPass } from '#shared/pipeline/summaries.ts';
import { CliError, EXIT } from './cli-error.ts';
import { noPassYet } from './customers/missing.ts';
import { kpiValue } from './figure-text.ts';
import type { OpenData } from './open-data.ts';
import { table } from './table.ts';
import { styled, terminal } from './terminal.ts';
import { plural } from './words.ts';
import { wrapped } from './wrapped.ts';

const WINDOWS = ['this-month', 'last-month', 'last-12-months', 'now'] as const;
const TOO_EARLY = 'too early';

/** The figures of the newest dawn pass: a row per KPI, a column per window. */
export async function showKpis(data: OpenData, json: boolean): Promise<void> {
  const pass = await latestPass(data.documents);
  if (pass === undefined) throw noPassYet();
  const report = await reportOn(data, pass);
  const { asOf, customers, currency, figures } = report;
  if (json) terminal.printJson({ asOf, customers, currency, figures });
  else printReport(report);
}

/** As it was reported; a pass without a report (one that broke off) is reported on here and now. */
async function reportOn(data: OpenData, pass: DawnPass): Promise<KpiReport> {
  const kept = kpiReport.safeParse(await data.documents.get('report', 'latest'));
  if (kept.success && kept.data.asOf === pass.asOf) return kept.data;
  try {
    return await composeReport(data, pass);
  } catch (cause) {
    throw new CliError(
      `the figures of ${pass.asOf} are incomplete: ${cause instanceof Error ? cause.message : cause}`,
      'A dawn of "beforehand start", or an import that adds something, looks at every customer anew.',
      EXIT.couldNotRun,
      { cause },
    );
  }
}

function printReport({ asOf, customers, currency, figures }: KpiReport): void {
  const named = [...definitions, ...effectDefinitions].map(({ id, name }) => ({
    name,
    figures: figures.filter(({ kpi }) => kpi === id),
  }));
  const told = named.filter((each) => each.figures.some(({ value }) => value !== null));
  const early = named.filter((each) => !told.includes(each)).map(({ name }) => name.toLowerCase());
  terminal.print(
    table(
      columns(),
      told.map((each) => cells(each, currency)),
    ),
  );
  if (early.length > 0) {
    terminal.print(['', ...wrapped(`Too early to say: ${early.join('; ')}.`)].join('\n'));
  }
  terminal.print(`\n${plural(customers, 'customer')} as of ${asOf}`);
}

const columns = () => [
  { title: '' },
  ...WINDOWS.map((window) => ({
    title: window.replaceAll('-', ' '),
    align: 'right' as const,
  })),
];

type NamedFigures = { readonly name: string; readonly figures: readonly KpiFigure[] };

const cells = ({ name, figures }: NamedFigures, currency: string): string[] => [
  name,
  ...WINDOWS.map((window) => {
    const figure = figures.find((each) => each.window === window);
    return figure === undefined ? '' : figureText(figure, currency);
  }),
];

function figureText(figure: KpiFigure, currency: string): string {
  if (figure.value === null) return styled('dim', TOO_EARLY);
  const text = kpiValue(figure.value, figure.unit, currency);
  if (figure.low === undefined || figure.high === undefined) return text;
  const [low, high] = [figure.low, figure.high].map((bound) =>
    kpiValue(bound, figure.unit, currency),
  );
  return `${text} (${low} to ${high})`;
}
