import type { Command } from 'commander';
import { globalOptions, helpEnd } from '../command.ts';
import { takesEnvironment } from '../operations/with-place.ts';

/** Proof that what was backed up can be brought back, up to the present. */
export function registerRestoreDrill(program: Command): void {
  takesEnvironment(program.command('restore-drill'))
    .description('bring restored data up to the present and compare with where the shop runs')
    .argument('<restored>', 'folder of the copy; with --env, what the restored tables begin with')
    .option('--at <instant>', 'restore the tables first, as of this instant (ISO 8601)')
    .option('--events <file>', 'events since then, one JSON a line, as from an archive')
    .option('--delete', 'delete the restored tables afterwards')
    .addHelpText(
      'after',
      helpEnd(
        [
          'restore-drill ./backup/.data',
          'restore-drill drill --env prod --at 2026-03-01T04:00:00Z --delete',
        ],
        NOTES,
      ),
    )
    .action(async (restored: string, _options: unknown, command: Command) => {
      const { data, json } = globalOptions(command);
      const { env, at, events, delete: deletes } = command.opts();
      const { runRestoreDrill } = await import('../operations/restore/run-restore-drill.ts');
      const wish = {
        restored,
        environment: env === undefined ? undefined : String(env),
        at: at === undefined ? undefined : String(at),
        deletesAfter: deletes === true,
        events: events === undefined ? undefined : String(events),
      };
      await runRestoreDrill(data, wish, json);
    });
}

const NOTES = `
Only the restored data are written: the state of customers is folded anew from
the ledger, erasures and drops since then are done again, what came in since is
replayed. Nothing is announced and nobody is written to.
`;
