import { parseArgs } from 'node:util';
import { BUGS } from './planted-bugs.ts';
import { runSeed } from './run-seed.ts';

/** `npm run simulate -- --seeds 20000 --from 1 [--bug no-claim]`: many lives, and what broke in them. */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20000' },
    from: { type: 'string', default: '1' },
    bug: { type: 'string' },
  },
});
const bug = BUGS.find((name) => name === values.bug);
if (values.bug !== undefined && bug === undefined) {
  throw new Error(`--bug must be one of ${BUGS.join(', ')}, got ${values.bug}`);
}
const first = Number(values.from);
const count = Number(values.seeds);
let violations = 0;
let sent = 0;
let decided = 0;
const startedAt = performance.now();
for (let seed = first; seed < first + count; seed += 1) {
  const result = await runSeed(seed, bug);
  sent += result.sent;
  decided += result.decided;
  for (const violation of result.violations) {
    violations += 1;
    if (violations <= 20) process.stdout.write(`seed ${seed}: ${violation}\n`);
  }
  if ((seed - first + 1) % 1_000 === 0) process.stderr.write(`${seed - first + 1} seeds\n`);
}
const seconds = (performance.now() - startedAt) / 1_000;
process.stdout.write(
  `${count} seeds, ${decided} decisions, ${sent} sent, ${violations} violations, ${seconds.toFixed(1)} s\n`,
);
process.exitCode = violations > 0 ? 1 : 0;
