import type { Command } from 'commander';
import { helpEnd, withData } from '../command.ts';

/** Everything about one customer. */
export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('one customer: what is known, what is foreseen and why, what was decided and why')
    .argument('<customer>', 'the customer, named as in the imported data')
    .addHelpText('after', helpEnd(['explain C-0007', 'explain 17850 --json']))
    .action(async (named: string, _options: unknown, command: Command) => {
      const { explainCustomer } = await import('../customers/explain-customer.ts');
      const { knownAs } = await import('../customers/known-as.ts');
      await withData(command, async (data, { json }) =>
        explainCustomer(data, await knownAs(data, named), json),
      );
    });
}
