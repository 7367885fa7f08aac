import { readFile } from 'node:fs/promises';
import { EXIT, wrongUse } from '#cli/cli-error.ts';
import { confirm } from '#cli/operations/confirm.ts';
import type { Place } from '#cli/operations/place.ts';
import { terminal } from '#cli/terminal.ts';
import { number, plural } from '#cli/words.ts';
import { jsonOf } from '#shared/contracts/json.ts';
import type { Correction } from './correct.ts';
import { lookAtEntries } from './look.ts';
import { drop, type Redriven, replay } from './redrive.ts';
import { entryText, lookText } from './redrive-text.ts';
import type { RedriveWish } from './redrive-wish.ts';

/** Looks, or does what is wished after a yes; exit code 1 when something could not be replayed. */
export async function runRedrive(place: Place, wish: RedriveWish, json: boolean): Promise<void> {
  const look = await lookAtEntries(place, wish.choice);
  const { entries } = look;
  if (wish.action === 'look') {
    if (json) return terminal.printJson({ entries: entries.slice(0, wish.limit), ...totals(look) });
    return terminal.print(lookText(look, wish.limit, place.clock.nowMs()));
  }
  const [first] = entries;
  if (first === undefined) throw nothingChosen();
  if (wish.action === 'show') {
    if (json) return terminal.printJson(entries);
    return terminal.print(entries.map(entryText).join('\n\n'));
  }
  if (wish.file !== undefined && (entries.length > 1 || first.kind === 'dead')) {
    throw wrongUse('--file stands for one quarantined event', 'Name enough of its id.');
  }
  const doing = `${wish.action === 'drop' ? 'dropping' : 'replaying'} ${plural(entries.length, 'entry', 'entries')} in ${place.title}`;
  if (wish.dryRun) {
    if (json) return terminal.printJson({ dryRun: true, ...totals(look), entries });
    return terminal.print(`would be ${doing}:\n${lookText(look, wish.limit, place.clock.nowMs())}`);
  }
  await confirm(doing, wish.yes);
  const correction: Correction = { edits: wish.edits, whole: await wholeOf(wish.file) };
  const result =
    wish.action === 'drop'
      ? await drop(place, wish.choice, wish.why)
      : await replay(place, wish.choice, correction);
  tell(result, wish.action, json);
}

function tell(result: Redriven, action: 'replay' | 'drop', json: boolean): void {
  if (result.done < result.chosen) process.exitCode = EXIT.problems;
  if (json) {
    terminal.printJson(result);
    return;
  }
  const did = action === 'drop' ? 'dropped' : 'replayed';
  terminal.print(`${number(result.done)} of ${plural(result.chosen, 'entry', 'entries')} ${did}`);
  for (const { id, reasons } of result.refused) {
    terminal.print(`left: ${id}  ${reasons.join('; ')}`);
  }
}

const totals = ({ entries, more }: Awaited<ReturnType<typeof lookAtEntries>>) => ({
  quarantined: entries.filter(({ kind }) => kind === 'quarantined').length,
  dead: entries.filter(({ kind }) => kind === 'dead').length,
  more,
});

const nothingChosen = () =>
  wrongUse('no entry is meant by that', '"beforehand redrive" lists what is set aside.');

async function wholeOf(file: string | undefined) {
  if (file === undefined) return undefined;
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw wrongUse(`${file} cannot be read`, 'Name a file with one event as JSON.', { cause });
  });
  const value = jsonOf(text);
  if (value === undefined) throw wrongUse(`${file} is not JSON`, 'It must hold one event as JSON.');
  return value;
}
