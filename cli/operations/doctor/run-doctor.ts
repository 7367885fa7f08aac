import { EXIT } from '#cli/cli-error.ts';
import type { Place } from '#cli/operations/place.ts';
import { table } from '#cli/table.ts';
import { styled, terminal } from '#cli/terminal.ts';
import { plural } from '#cli/words.ts';
import { workChecks } from './check-work.ts';
import { type Check, examine, type Finding } from './finding.ts';

/** Examines the place, says what it found, and closes it; exit code 1 when something is broken. */
export async function runDoctor<Opened extends Place>(
  place: Opened,
  checksOf: (place: Opened) => Promise<readonly Check[]>,
  json: boolean,
): Promise<void> {
  const findings = await checksOf(place)
    .then((checks) => examine([...checks, ...workChecks(place)]))
    .finally(() => place.close());
  const [brokenCount, warnings] = [countOf(findings, 'broken'), countOf(findings, 'warning')];
  if (brokenCount > 0) process.exitCode = EXIT.problems;
  if (json) {
    terminal.printJson({ place: place.title, broken: brokenCount, warnings, findings });
    return;
  }
  terminal.print(doctorText(findings));
  terminal.print(
    `\n${place.title}: ${plural(findings.length, 'look')}, ${brokenCount} broken, ${plural(warnings, 'warning')}`,
  );
}

const countOf = (findings: readonly Finding[], level: Finding['level']): number =>
  findings.filter((each) => each.level === level).length;

const COLOURS = { ok: 'green', warning: 'yellow', broken: 'red' } as const;

/** One line for each look, and under it what a fault means and what helps. */
function doctorText(findings: readonly Finding[]): string {
  const rows = findings.map(({ level, subject, says }) => [
    styled(COLOURS[level], level),
    subject,
    says,
  ]);
  const lines = table([{ title: '' }, { title: 'what' }, { title: 'how it is' }], rows).split('\n');
  const [head = '', ...rest] = lines;
  const explained = rest.flatMap((line, nth) => {
    const { meaning, todo } = findings[nth] ?? {};
    return [
      line,
      ...(meaning === undefined ? [] : [`         means: ${meaning}`]),
      ...(todo === undefined ? [] : [`         do:    ${todo}`]),
    ];
  });
  return [head, ...explained].join('\n');
}
