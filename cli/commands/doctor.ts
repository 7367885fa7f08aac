import type { Command } from 'commander';
import { globalOptions, helpEnd } from '../command.ts';
import { takesEnvironment } from '../operations/with-place.ts';

/** The examination of a place where a shop is run. */
export function registerDoctor(program: Command): void {
  takesEnvironment(program.command('doctor'))
    .description('examine tables, queues, channels and the daily work; exit code 1 if broken')
    .addHelpText('after', helpEnd(['doctor', 'doctor --env prod', 'doctor --env prod --json']))
    .action(async (_options: unknown, command: Command) => {
      const { data, json } = globalOptions(command);
      const { env } = command.opts();
      const { runDoctor } = await import('../operations/doctor/run-doctor.ts');
      if (env === undefined) {
        const { openFolder } = await import('../operations/open-folder.ts');
        const { folderChecks } = await import('../operations/doctor/folder-checks.ts');
        return runDoctor(await openFolder(data), (place) => folderChecks(place, data), json);
      }
      const { openEnvironment } = await import('../operations/open-environment.ts');
      const { environmentChecks } = await import('../operations/doctor/environment-checks.ts');
      return runDoctor(await openEnvironment(String(env)), environmentChecks, json);
    });
}
