import type { Command } from 'commander';
import { helpEnd } from '../command.ts';
import { takesEnvironment, withPlace } from '../operations/with-place.ts';

/** Deletes one customer for good. */
export function registerErase(program: Command): void {
  takesEnvironment(program.command('erase'))
    .description('delete state, history, address and case of a customer for good')
    .argument('<customer>', 'the customer, named as in events and imported data')
    .option('--yes', 'do not ask')
    .addHelpText('after', helpEnd(['erase C-0007', 'erase C-0007 --env prod --yes'], NOTES))
    .action(async (named: string, _options: unknown, command: Command) => {
      const { runErase } = await import('../operations/run-erase.ts');
      const yes = command.opts()['yes'] === true;
      const { knownAs } = await import('../customers/known-as.ts');
      await withPlace(command, async (place, { json }) =>
        runErase(place, await knownAs(place, named), yes, json),
      );
    });
}

const NOTES = `
What stays is a tombstone: a hash of the id and the time. Events, imports and
restores that come later meet it and bring nothing back.
`;
