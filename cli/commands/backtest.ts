import type { Command } from 'commander';
import { globalOptions, helpEnd } from '../command.ts';
import { withMappingOptions } from '../importing/mapping-options.ts';
import { wholeNumber } from '../option-values.ts';

/** The time machine: what would have been foreseen and said in the past, beside what came. */
export function registerBacktest(program: Command): void {
  const command = program
    .command('backtest')
    .description(
      'go back in time: forecasts against what came, plain rules, and what would be sent',
    )
    .argument('[file]', 'orders (CSV) or events (NDJSON) instead of the data; nothing is stored')
    .option('--from <date>', 'first day, as 2024-04-01; else the middle of the data')
    .option('--to <date>', 'last day; else the last day of the data')
    .option('--step <days>', 'days between the days that are judged', wholeNumber(), 28)
    .option('--learn-every <days>', 'days after which the model is learned anew', wholeNumber(), 91)
    .option('--customers <number>', 'customers at most, chosen by hash', wholeNumber(), 30_000)
    .option('--assume-consent', 'take customers to have agreed where nothing says so')
    .option('--html <file>', 'write a report to look at, one file that needs no network');
  withMappingOptions(command)
    .addHelpText(
      'after',
      helpEnd(
        [
          'backtest',
          'backtest orders.csv.gz --assume-consent --html report.html',
          'backtest --from 2024-04-01 --to 2024-11-30 --step 30 --json',
        ],
        NOTES,
      ),
    )
    .action(async (file: string | undefined, options: unknown, self: Command) => {
      const { showBacktest } = await import('../backtest/show-backtest.ts');
      await showBacktest(file, options, globalOptions(self));
    });
}

const NOTES = `
For each step the forecasts as of that day, with only what was known then, stand against what came
and against plain rules; and the whole pipeline decides and sends day by day, in memory.
`;
