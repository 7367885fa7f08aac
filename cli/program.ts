import { Command } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { helpEnd } from './command.ts';
import { registerAtRisk } from './commands/at-risk.ts';
import { registerBacktest } from './commands/backtest.ts';
import { registerCase } from './commands/case.ts';
import { registerCost } from './commands/cost.ts';
import { registerDoctor } from './commands/doctor.ts';
import { registerErase } from './commands/erase.ts';
import { registerExplain } from './commands/explain.ts';
import { registerForecast } from './commands/forecast.ts';
import { registerImport } from './commands/import.ts';
import { registerKpis } from './commands/kpis.ts';
import { registerLearn } from './commands/learn.ts';
import { registerRedrive } from './commands/redrive.ts';
import { registerRefold } from './commands/refold.ts';
import { registerRestoreDrill } from './commands/restore-drill.ts';
import { registerSending } from './commands/sending.ts';
import { registerStart } from './commands/start.ts';
import { registerStatus } from './commands/status.ts';
import { registerVerify } from './commands/verify.ts';

const EXIT_CODES =
  'Exit codes: 0 all well, 1 problems found, 2 wrong use or bad input, 3 could not run.';

/** The command line as a whole. Commands load what they need only when they run. */
export function program(): Command {
  const root = new Command('beforehand')
    .description('Who will need what and when, who is leaving and why.')
    .version(manifest.version, '--version', 'print the version of the program')
    .option('--data <dir>', 'folder of the data', './.data')
    .option('--json', 'print the result as JSON')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(add --help for what a command takes)')
    .exitOverride()
    .addHelpText(
      'after',
      helpEnd(['import orders.csv.gz', 'forecast', 'explain C-0007'], EXIT_CODES),
    );
  registerStart(root);
  registerImport(root);
  registerForecast(root);
  registerAtRisk(root);
  registerExplain(root);
  registerCase(root);
  registerKpis(root);
  registerBacktest(root);
  registerVerify(root);
  registerRefold(root);
  registerLearn(root);
  registerStatus(root);
  registerCost(root);
  registerDoctor(root);
  registerRedrive(root);
  registerSending(root);
  registerErase(root);
  registerRestoreDrill(root);
  return root;
}
