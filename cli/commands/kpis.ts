import type { Command } from 'commander';
import { helpEnd, withData } from '../command.ts';

/** The figures of the shop. */
export function registerKpis(program: Command): void {
  program
    .command('kpis')
    .description('satisfaction, retention, average order and the other figures of the shop')
    .addHelpText('after', helpEnd(['kpis', 'kpis --json']))
    .action(async (_options: unknown, command: Command) => {
      const { showKpis } = await import('../show-kpis.ts');
      await withData(command, (data, { json }) => showKpis(data, json));
    });
}
