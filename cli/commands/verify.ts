import type { Command } from 'commander';
import { helpEnd, withData } from '../command.ts';

/** The integrity check. */
export function registerVerify(program: Command): void {
  program
    .command('verify')
    .description(
      'fold every customer anew from the ledger and compare; exit code 1 on a difference',
    )
    .addHelpText('after', helpEnd(['verify', 'verify --json']))
    .action(async (_options: unknown, command: Command) => {
      const { verifyAll } = await import('../customers/check-customers.ts');
      await withData(command, (data, { json }) => verifyAll(data, json));
    });
}
