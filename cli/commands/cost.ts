import { type Command, Option } from 'commander';
import { globalOptions, helpEnd } from '../command.ts';
import { wholeNumber } from '../option-values.ts';

/** The price tag: what a month on AWS costs, by line. */
export function registerCost(program: Command): void {
  program
    .command('cost')
    .description('what a month on AWS costs, by line, beside the usual way to build it')
    .option('--customers <number>', 'customers of the shop', wholeNumber(), 1_000_000)
    .option('--events <number>', 'events of a month', wholeNumber(), 10_000_000)
    .addOption(
      new Option('--by <way>', 'how events come in; http brings ten a request')
        .choices(['bus', 'http'])
        .default('bus'),
    )
    .option(
      '--reminders <number>',
      'reminders of a month (default: one for every ten customers)',
      wholeNumber({ least: 0 }),
    )
    .addHelpText(
      'after',
      helpEnd(['cost', 'cost --by http', 'cost --customers 20000 --events 150000 --json']),
    )
    .action(async (options: unknown, command: Command) => {
      const { showCost } = await import('../show-cost.ts');
      showCost(options, globalOptions(command).json);
    });
}
