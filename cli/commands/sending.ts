import type { Command } from 'commander';
import { wrongUse } from '../cli-error.ts';
import { helpEnd } from '../command.ts';
import { takesEnvironment, withPlace } from '../operations/with-place.ts';

/** The kill switch for messages to customers. */
export function registerSending(program: Command): void {
  takesEnvironment(program.command('sending'))
    .description('whether messages to customers go out; "off" stops them within seconds')
    .argument('[state]', 'on or off; without it, says how it stands')
    .option('--reason <text>', 'why; needed for off')
    .addHelpText(
      'after',
      helpEnd(['sending', 'sending off --reason "wrong prices"', 'sending on'], NOTES),
    )
    .action(async (state: string | undefined, _options: unknown, command: Command) => {
      const reason = String(command.opts()['reason'] ?? '').trim();
      if (state !== undefined && state !== 'on' && state !== 'off') {
        throw wrongUse(`sending cannot be ${state}`, 'Say on or off.');
      }
      if (state === 'off' && reason === '') {
        throw wrongUse('sending off wants a reason', 'Add --reason "…"; others will read it.');
      }
      const { showSending, turnSending } = await import('../operations/run-sending.ts');
      await withPlace(command, async (place, { json }) => {
        if (state !== undefined) await turnSending(place, state, reason);
        await showSending(place, json);
      });
    });
}

const NOTES = `
While it is off nothing is sent to customers: messages wait, and what is no longer
true or too late by then falls away as ever. Alerts to the support team go on.
`;
