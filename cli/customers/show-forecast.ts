import * as z from 'zod';
import {
  type AsTold,
  asTold,
  chance,
  LIKELIHOOD_COLUMNS,
  legend,
  probabilityCell,
  type ToldList,
} from '#cli/chance.ts';
import type { OpenData } from '#cli/open-data.ts';
import { type CsvColumns, csv, table } from '#cli/table.ts';
import { styled, terminal } from '#cli/terminal.ts';
import { money, plural } from '#cli/words.ts';
import { type DueRow, dueRow } from '#shared/domain/deciding/outlook.ts';
import { dayOfIso, isoDate } from '#shared/domain/time/calendar.ts';
import { latestPass, readDue } from '#shared/pipeline/summaries.ts';
import { knownAs } from './known-as.ts';
import { noCustomer, noPassYet } from './missing.ts';

const forecastOptions = z.object({
  within: z.int(),
  kind: dueRow.shape.kind.optional(),
  customer: z.string().optional(),
  limit: z.int(),
  csv: z.boolean().default(false),
});

/** The due list as table, CSV or JSON; overdue rows first, then by expected date. */
export async function showForecast(data: OpenData, given: unknown, json: boolean): Promise<void> {
  const options = forecastOptions.parse(given);
  const pass = await latestPass(data.documents);
  if (pass === undefined) throw noPassYet();
  const until = isoDate(dayOfIso(pass.asOf) + options.within);
  const { rows, atRiskOn } =
    options.customer === undefined
      ? { rows: await readDue(data.documents, pass.asOf), atRiskOn: undefined }
      : await lookAt(data, options.customer, pass.asOf);
  const wanted = rows
    .filter((row) => row.expectedOn <= until)
    .filter((row) => options.kind === undefined || row.kind === options.kind)
    .sort(soonestFirst);
  const shown = wanted.slice(0, options.limit).map(asTold);
  const risk = atRiskOn === undefined ? {} : { atRiskOn };
  if (json) {
    terminal.printJson({ asOf: pass.asOf, found: wanted.length, ...risk, rows: shown });
  } else if (options.csv) terminal.print(csv(COLUMNS, shown));
  else {
    printTable({
      asOf: pass.asOf,
      rows: shown,
      found: wanted.length,
      currency: data.shop.currency,
    });
    if (typeof atRiskOn === 'string') {
      terminal.print(`At risk from ${atRiskOn}, if nothing is bought.`);
    }
    for (const line of legend('needs', shown)) terminal.print(line);
  }
}

type Looked = { readonly rows: readonly DueRow[]; readonly atRiskOn: string | null };

/** Of one customer everything is known, also what did not fit into the list. */
async function lookAt(data: OpenData, named: string, asOf: string): Promise<Looked> {
  const customerId = await knownAs(data, named);
  const customer = await data.customers.load(customerId);
  if (customer === undefined) throw noCustomer(customerId);
  const { dueRows } = await import('#shared/domain/deciding/look-ahead.ts');
  const { decideContext } = await import('#shared/pipeline/decide-context.ts');
  const { atRiskDate } = await import('./at-risk-date.ts');
  const model = await data.model();
  const today = dayOfIso(asOf);
  const context = decideContext(data, customerId, model, data.clock.nowMs());
  return {
    rows: dueRows(customer, { ...context, today }),
    atRiskOn: atRiskDate(customer, model, today, data.shop.risk),
  };
}

function soonestFirst(a: DueRow, b: DueRow): number {
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  if (a.expectedOn !== b.expectedOn) return a.expectedOn < b.expectedOn ? -1 : 1;
  return b.valueMinor - a.valueMinor;
}

const COLUMNS: CsvColumns<AsTold<DueRow>> = {
  customer: ({ customerId }) => customerId,
  kind: ({ kind }) => kind,
  subject: ({ subject }) => subject,
  expected_on: ({ expectedOn }) => expectedOn,
  p10: ({ p10 }) => p10,
  p90: ({ p90 }) => p90,
  probability: probabilityCell,
  evidence: ({ evidence }) => evidence,
  overdue: ({ overdue }) => overdue,
  value_minor: ({ valueMinor }) => valueMinor,
  ...LIKELIHOOD_COLUMNS,
};

function printTable({ rows, found, asOf, currency }: ToldList<DueRow>): void {
  if (rows.length === 0) {
    terminal.print(`As of ${asOf} nothing is due that can be foretold.`);
    return;
  }
  terminal.print(
    table(
      [
        { title: 'customer' },
        { title: 'needs' },
        { title: 'expected' },
        { title: 'between' },
        { title: 'chance', align: 'right' },
        { title: 'value', align: 'right' },
        { title: '' },
      ],
      rows.map((row) => [
        row.customerId,
        row.kind === 'replenishment' ? row.subject : `${row.kind} ${row.subject}`,
        row.expectedOn,
        `${row.p10} and ${row.p90}`,
        `${chance(row)} in ${row.horizonDays} d`,
        money(row.valueMinor, currency),
        row.overdue ? styled('yellow', 'overdue') : '',
      ]),
    ),
  );
  terminal.print(`\n${rows.length} of ${plural(found, 'row')} as of ${asOf}`);
}
