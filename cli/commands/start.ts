import type { Command } from 'commander';
import { globalOptions, helpEnd } from '../command.ts';
import { wholeNumber } from '../option-values.ts';

/** The command `start`: serves a data folder, or first fills one with the demo shop. */
export function registerStart(program: Command): void {
  program
    .command('start')
    .description('serve this machine: take events, decide, send to the inbox')
    .option('--demo', 'first run a made-up shop for 380 days and show what came of it')
    .option('--exit', 'end after the summary of the demo')
    .option('--seed <number>', 'another number makes another demo shop', whole, 1)
    .option('--days <number>', 'days of the demo', whole, 380)
    .option('--customers <number>', 'customers of the demo', whole, 200)
    .addHelpText('after', helpEnd(['start', 'start --demo', 'start --demo --exit --json'], NOTES))
    .action(async (_options: unknown, command: Command) => {
      const { data, json } = globalOptions(command);
      const { demo, exit, seed, days, customers } = command.opts();
      if (demo !== true) {
        const { serveFolder } = await import('../start/start-serve.ts');
        return serveFolder(data);
      }
      const isOwnFolder = command.getOptionValueSourceWithGlobals('data') !== 'default';
      const { startDemo } = await import('../start/start-demo.ts');
      await startDemo({
        dataDir: isOwnFolder ? data : DEMO_FOLDER,
        json,
        exit: exit === true,
        seed: Number(seed),
        days: Number(days),
        customers: Number(customers),
      });
    });
}

/** Apart from the folder of real data, so that the demo can be started anew at any time. */
const DEMO_FOLDER = './.data/demo';

const NOTES = `
The demo lives in ${DEMO_FOLDER} unless --data names another folder, and begins
anew each time. Everything listens on this machine alone; nothing leaves it:
what would be sent is kept in the inbox.
`;

const whole = wholeNumber({ most: 1_000_000 });
