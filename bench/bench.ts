import { writeFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { terminal, tolerateClosedPipes } from '#cli/terminal.ts';
import { machineLine, thisMachine } from './machine.ts';
import { measures } from './measures.ts';
import { type BenchOptions, benchOptions, USAGE } from './options.ts';
import { earlierValues, missedCounts, type Report, readReport } from './report.ts';
import { reportTable } from './report-table.ts';
import { runMeasures } from './run-measures.ts';

/* `npm run bench`: measures this product on this machine and prints one table. */

/** Apart from 1, which means a promise that was not kept. */
const WRONG_USE_OR_FAILED = 2;

tolerateClosedPipes();
process.exitCode = await bench(process.argv.slice(2)).catch((error: unknown) => {
  terminal.say(error instanceof Error ? reasonsOf(error) : String(error));
  return WRONG_USE_OR_FAILED;
});

async function bench(given: readonly string[]): Promise<number> {
  const options = benchOptions(
    given,
    measures.map(({ name }) => name),
  );
  if (options.help) {
    terminal.print(USAGE);
    return 0;
  }
  const before = options.compare === undefined ? undefined : await readReport(options.compare);
  const report = await measured(options);
  if (options.json !== undefined && options.json !== '-') {
    await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`);
  }
  if (options.json === '-') terminal.printJson(report);
  else print(report, before);
  const missed = missedCounts(report.found);
  for (const name of missed) terminal.say(`promise missed: ${name}`);
  return missed.length > 0 ? 1 : 0;
}

async function measured(options: BenchOptions): Promise<Report> {
  const machine = thisMachine();
  terminal.say(machineLine(machine));
  const { quick, only, ordersFile } = options;
  const chosen = measures.filter(({ name }) => only.length === 0 || only.includes(name));
  const startedMs = performance.now();
  const found = await runMeasures(chosen, { quick, ordersFile, say: terminal.say });
  const seconds = Math.round((performance.now() - startedMs) / 1_000);
  return { takenAt: new Date().toISOString(), quick, machine, seconds, found };
}

function print(report: Report, before: Report | undefined): void {
  const { found, machine, quick, seconds } = report;
  terminal.print(`${machineLine(machine)}${quick ? '; quick run, not to compare' : ''}\n`);
  terminal.print(reportTable(found, before === undefined ? undefined : earlierValues(before)));
  terminal.print('');
  for (const { measure, notes } of found) {
    for (const note of notes) terminal.print(`${measure}: ${note}`);
  }
  terminal.print(`\n${seconds} seconds in all`);
  if (before !== undefined) {
    terminal.print(`compared with ${before.takenAt}, ${machineLine(before.machine)}`);
    if (before.quick !== quick) terminal.print('one of the two was a quick run: do not compare');
  }
}

function reasonsOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\n  because ${reasonsOf(error.cause)}` : '';
  return `${error.message}${cause}`;
}
