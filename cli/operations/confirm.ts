import { createInterface } from 'node:readline/promises';
import { CliError, EXIT, wrongUse } from '#cli/cli-error.ts';

/**
 * Asks before something that cannot be taken back.
 * @throws CliError when the answer is no, or when nobody is there to ask and `--yes` was not given.
 */
export async function confirm(what: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (process.stdin.isTTY !== true) {
    throw wrongUse(`${what} needs a yes`, 'Add --yes; nobody is there to be asked.');
  }
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`${what}. Go on? [y/N] `).finally(() => asking.close());
  if (!/^y(es)?$/i.test(answer.trim())) {
    throw new CliError('nothing was done', 'Say y to go on.', EXIT.wrongUse);
  }
}
