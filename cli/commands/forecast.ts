import { type Command, Option } from 'commander';
import { helpEnd, withData } from '../command.ts';
import { wholeNumber } from '../option-values.ts';

/** `AHEAD_DAYS`, as a test holds: all of `shared/` is loaded only when a command runs. */
const MOST_DAYS = 30;

/** Who will need what and when. */
export function registerForecast(program: Command): void {
  program
    .command('forecast')
    .description('what customers will need soon or need already')
    .option(
      '--within <days>',
      `expected within so many days, ${MOST_DAYS} at most`,
      wholeNumber({ most: MOST_DAYS }),
      14,
    )
    .addOption(
      new Option('--kind <kind>', 'only this kind').choices([
        'replenishment',
        'maintenance',
        'meter-reading',
      ]),
    )
    .option('--customer <customer>', 'only this customer, named as in the imported data')
    .option('--limit <rows>', 'rows at most', wholeNumber(), 20)
    .option('--csv', 'print as CSV')
    .addHelpText(
      'after',
      helpEnd([
        'forecast',
        'forecast --within 7 --kind maintenance',
        'forecast --limit 1000 --csv',
      ]),
    )
    .action(async (options: unknown, command: Command) => {
      const { showForecast } = await import('../customers/show-forecast.ts');
      await withData(command, (data, { json }) => showForecast(data, options, json));
    });
}
