import type { Command } from 'commander';
import { helpEnd, withData } from '../command.ts';

/** Learn the model now, see how it did, or go back to an earlier one. */
export function registerLearn(program: Command): void {
  program
    .command('learn')
    .description('learn from the history, judge on later days, keep the better; shows all versions')
    .option('--dry-run', 'learn and judge, and leave everything as it is')
    .option(
      '--use <version>',
      'put a version back in force and hold it; newest lets learning go on',
    )
    .addHelpText(
      'after',
      helpEnd(
        ['learn', 'learn --dry-run --json', 'learn --use learned-2026-11-01', 'learn --use newest'],
        NOTES,
      ),
    )
    .action(async (options: unknown, command: Command) => {
      const { learnNow } = await import('../learning/learn-now.ts');
      await withData(command, (data, { json }) => learnNow(data, options, json));
    });
}

const NOTES = `
Learning runs every night by itself and after each import. What foresaw the last months worse than
the model before it is not taken. A version put in force with --use stays until --use newest.
`;
