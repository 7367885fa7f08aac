import type { Command } from 'commander';
import { helpEnd, withData } from '../command.ts';

/** What is in the data folder and how fresh it is. */
export function registerStatus(program: Command): void {
  program
    .command('status')
    .description('customers, events, last look ahead, model, quarantine and what is still waiting')
    .addHelpText('after', helpEnd(['status', 'status --data ./shop --json']))
    .action(async (_options: unknown, command: Command) => {
      const { showStatus } = await import('../show-status.ts');
      await withData(command, (data, { data: folder, json }) => showStatus(data, folder, json));
    });
}
