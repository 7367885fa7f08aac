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
import { terminal } from '#cli/terminal.ts';
import { money, plural } from '#cli/words.ts';
import type { RiskRow } from '#shared/domain/deciding/outlook.ts';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';
import { latestPass, readAtRisk } from '#shared/pipeline/summaries.ts';
import { noPassYet } from './missing.ts';

const atRiskOptions = z.object({ limit: z.int(), csv: z.boolean().default(false) });

/** The at-risk list as table, CSV or JSON, the most expected loss first. */
export async function showAtRisk(data: OpenData, given: unknown, json: boolean): Promise<void> {
  const options = atRiskOptions.parse(given);
  const pass = await latestPass(data.documents);
  if (pass === undefined) throw noPassYet();
  const rows = await readAtRisk(data.documents, pass.asOf);
  const shown = rows.slice(0, options.limit).map(asTold);
  if (json) terminal.printJson({ asOf: pass.asOf, found: rows.length, rows: shown });
  else if (options.csv) terminal.print(csv(COLUMNS, shown));
  else
    printTable({ asOf: pass.asOf, rows: shown, found: rows.length, currency: data.shop.currency });
}

const COLUMNS: CsvColumns<AsTold<RiskRow>> = {
  customer: ({ customerId }) => customerId,
  probability: probabilityCell,
  horizon_days: ({ horizonDays }) => horizonDays,
  value_at_stake_minor: ({ valueAtStakeMinor }) => valueAtStakeMinor,
  class: ({ abcClass }) => abcClass,
  stage: ({ stage }) => stage,
  reasons: ({ reasons }) => toldReasons(reasons).join('; '),
  ...LIKELIHOOD_COLUMNS,
};

function printTable({ rows, found, asOf, currency }: ToldList<RiskRow>): void {
  if (rows.length === 0) {
    terminal.print(`As of ${asOf} nobody is at risk as far as can be told.`);
    return;
  }
  terminal.print(
    table(
      [
        { title: 'customer' },
        { title: 'leaving', align: 'right' },
        { title: 'at stake', align: 'right' },
        { title: 'class' },
        { title: 'stage' },
        { title: 'why', mayBeCut: true },
      ],
      rows.map((row) => [
        row.customerId,
        `${chance(row)} in ${row.horizonDays} d`,
        money(row.valueAtStakeMinor, currency),
        row.abcClass,
        row.stage,
        toldReasons(row.reasons)[0] ?? '',
      ]),
    ),
  );
  terminal.print(`\n${rows.length} of ${plural(found, 'customer')} as of ${asOf}`);
  for (const line of legend('leaving', rows)) terminal.print(line);
}
