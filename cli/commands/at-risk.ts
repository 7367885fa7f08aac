import type { Command } from 'commander';
import { helpEnd, withData } from '../command.ts';
import { wholeNumber } from '../option-values.ts';

/** Who is about to leave, and why. */
export function registerAtRisk(program: Command): void {
  program
    .command('at-risk')
    .description('customers who are about to leave, and why; the most valuable first')
    .option('--limit <rows>', 'rows at most', wholeNumber(), 20)
    .option('--csv', 'print as CSV')
    .addHelpText('after', helpEnd(['at-risk', 'at-risk --limit 5 --json']))
    .action(async (options: unknown, command: Command) => {
      const { showAtRisk } = await import('../customers/show-at-risk.ts');
      await withData(command, (data, { json }) => showAtRisk(data, options, json));
    });
}
