import { access, constants, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { wrongUse } from '#cli/cli-error.ts';
import type { GlobalOptions } from '#cli/command.ts';
import { terminal } from '#cli/terminal.ts';
import { planBacktest } from '#shared/domain/backtest/backtest-plan.ts';
import { mayLookBack, spanOf } from '#shared/domain/backtest/history.ts';
import { runBacktest } from '#shared/domain/backtest/run-backtest.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { type BacktestChoices, backtestChoices } from './backtest-choices.ts';
import { type BacktestData, historiesOfFile, historiesOfLedger } from './backtest-histories.ts';
import { backtestProgress } from './backtest-progress.ts';
import { backtestText } from './backtest-text.ts';

/** The command `backtest`: a table, JSON, and a report in HTML where one is wanted. */
export async function showBacktest(
  file: string | undefined,
  options: unknown,
  globals: GlobalOptions,
): Promise<void> {
  const choices = backtestChoices(options);
  if (choices.html !== undefined) await checkWritable(choices.html);
  const onProgress = backtestProgress();
  const data =
    file === undefined
      ? await historiesOfLedger(globals.data, choices.customers, (done, of) =>
          onProgress({ stage: 'reading', done, of }),
        )
      : await historiesOfFile(file, options, globals, choices.customers);
  checkDays(data, choices);
  const calendar = calendarOf(data.shop.timeZone);
  const { shop, histories, source, seen } = data;
  const { wish, assumeConsent } = choices;
  const found = runBacktest({
    histories,
    shop,
    calendar,
    wish,
    assumeConsent,
    onProgress,
  });
  const result = { source, currency: shop.currency, customersInAll: seen, ...found };
  if (globals.json) terminal.printJson(result);
  else terminal.print(backtestText(result));
  if (choices.html !== undefined) await writeReport(choices.html, result);
}

export type ShownResult = ReturnType<typeof runBacktest> & {
  readonly source: string;
  readonly currency: string;
  readonly customersInAll: number;
};

/** @throws CliError when the data are too short, or the days lie outside. */
function checkDays({ histories, shop, source }: BacktestData, { wish }: BacktestChoices): void {
  const span = spanOf(histories.filter(mayLookBack), calendarOf(shop.timeZone));
  if (span === undefined) {
    throw wrongUse(`there are no customers in ${source}`, 'Import or name a file with history.');
  }
  try {
    planBacktest(span, wish);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw wrongUse(cause.message, 'Choose other days with --from and --to.', { cause });
  }
}

/** Looked at first: a backtest takes minutes, which must not be lost to a wrong name. */
async function checkWritable(file: string): Promise<void> {
  await access(dirname(file), constants.W_OK).catch(notWritable(file));
}

async function writeReport(file: string, result: ShownResult): Promise<void> {
  const { reportPage } = await import('./report/report-page.ts');
  await writeFile(file, reportPage(result)).catch(notWritable(file));
  terminal.say(`report written to ${file}`);
}

const notWritable =
  (file: string) =>
  (cause: unknown): never => {
    throw wrongUse(`the report ${file} cannot be written`, 'Check the folder and its rights.', {
      cause,
    });
  };
