import type { Command } from 'commander';
import { helpEnd } from '../command.ts';
import { takesEnvironment, withPlace } from '../operations/with-place.ts';
import { wholeNumber } from '../option-values.ts';

/** What was refused and what failed each time: look, correct, replay, drop. */
export function registerRedrive(program: Command): void {
  takesEnvironment(program.command('redrive'))
    .description('look at what is quarantined or dead, correct it, and replay or drop it')
    .argument('[ids...]', 'only these entries, by id or its beginning; rows of a file by whole id')
    .option('--from <place>', 'only what was set aside there, as track, events or a file')
    .option('--reason <text>', 'only what has this in a reason')
    .option('--all', 'everything')
    .option('--show <id>', 'one entry in full, personal data masked')
    .option('--replay', 'hand the chosen entries in again')
    .option('--set <path=value>', 'correct a field before the replay; may be repeated', gather)
    .option('--unset <path>', 'leave a field out of the replay; may be repeated', gather)
    .option('--file <json>', 'replay this event in place of the one entry chosen')
    .option('--drop <why>', 'remove the chosen entries for good and write down why')
    .option('--limit <rows>', 'entries listed at most', wholeNumber(), 20)
    .option('--dry-run', 'say what would be done and do nothing')
    .option('--yes', 'do not ask')
    .addHelpText(
      'after',
      helpEnd(
        [
          'redrive',
          'redrive --show 3f2a',
          'redrive 3f2a --replay --set properties.lines[0].quantity=2',
          'redrive --from events --replay --env prod',
          'redrive --reason "unknown currency" --drop "test shop, sent by mistake"',
        ],
        NOTES,
      ),
    )
    .action(async (ids: string[], _options: unknown, command: Command) => {
      const { readRedrive } = await import('../operations/redrive/redrive-wish.ts');
      const { runRedrive } = await import('../operations/redrive/run-redrive.ts');
      const wish = readRedrive(ids, command.opts());
      await withPlace(command, (place, { json }) => runRedrive(place, wish, json));
    });
}

const NOTES = `
A replay changes nothing the second time: events keep their ids. Whatever is
replayed is sent first and removed after, so nothing is lost if it breaks off.
`;

const gather = (value: string, before: string[] = []): string[] => [...before, value];
