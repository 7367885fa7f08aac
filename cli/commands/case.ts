import type { Command } from 'commander';
import { helpEnd } from '../command.ts';
import { takesEnvironment, withPlace } from '../operations/with-place.ts';

/** The support case of one customer: see it, and say what the team does about it. */
export function registerCase(program: Command): void {
  takesEnvironment(program.command('case'))
    .description('the support case of a customer: show it, take it on, put it off, close it')
    .argument('<customer>', 'the customer, named as in the imported data')
    .argument('[step]', 'acknowledge, snooze or resolve; without it, says how the case stands')
    .option('--owner <name>', 'who looks after it (default: your user name)')
    .option('--until <date>', 'with snooze: day on which the case comes back, as 2026-03-13')
    .option(
      '--outcome <outcome>',
      'with resolve: won-back, lost-for-good, not-reached or false-alarm',
    )
    .addHelpText(
      'after',
      helpEnd(
        [
          'case C-0007',
          'case C-0007 acknowledge --owner mo',
          'case C-0007 snooze --until 2026-03-13',
          'case C-0007 resolve --outcome won-back',
        ],
        NOTES,
      ),
    )
    .action(
      async (named: string, step: string | undefined, _options: unknown, command: Command) => {
        const { showCase, takeStep } = await import('../operations/run-case.ts');
        const { caseStep } = await import('../operations/case-step.ts');
        const asked = step === undefined ? undefined : caseStep(step, command.opts());
        const { knownAs } = await import('../customers/known-as.ts');
        const { userInfo } = await import('node:os');
        const owner = String(command.opts()['owner'] ?? userInfo().username);
        await withPlace(command, async (place, { json }) => {
          const customerId = await knownAs(place, named);
          if (asked === undefined) await showCase(place, customerId, json);
          else await takeStep(place, { customerId, owner, step: asked }, json);
        });
      },
    );
}

const NOTES = `
What the team does goes the way of every event; the case follows within seconds,
or when the shop of a data folder is started next.
`;
