import type { Command } from 'commander';
import { helpEnd, withData } from '../command.ts';

/** The repair after a failed integrity check, and the way to a new form of the state. */
export function registerRefold(program: Command): void {
  program
    .command('refold')
    .description('replace the state of customers by the fold of their ledger where they differ')
    .argument('[customer]', 'only this customer, named as in the imported data')
    .addHelpText('after', helpEnd(['refold', 'refold C-0007']))
    .action(async (named: string | undefined, _options: unknown, command: Command) => {
      const { refoldAll } = await import('../customers/check-customers.ts');
      const { knownAs } = await import('../customers/known-as.ts');
      await withData(command, async (data, { json }) =>
        refoldAll(data, named === undefined ? undefined : await knownAs(data, named), json),
      );
    });
}
