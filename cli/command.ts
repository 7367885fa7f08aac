import type { Command } from 'commander';
import type { OpenData } from './open-data.ts';

/** Options that every command takes. */
export type GlobalOptions = { readonly data: string; readonly json: boolean };

export function globalOptions(command: Command): GlobalOptions {
  const { data, json } = command.optsWithGlobals();
  return { data: String(data), json: json === true };
}

/** What stands under the help of a command: notes, where there are any, and examples of use. */
export const helpEnd = (examples: readonly string[], notes = ''): string =>
  [
    ...(notes === '' ? [] : ['', notes.trim()]),
    '',
    'Examples:',
    ...examples.map((line) => `  $ beforehand ${line}`),
  ].join('\n');

/** Runs a command on the data folder it was given and closes the folder whatever happens. */
export async function withData<Result>(
  command: Command,
  run: (data: OpenData, options: GlobalOptions) => Promise<Result>,
): Promise<Result> {
  const options = globalOptions(command);
  const { openData } = await import('./open-data.ts');
  const data = await openData(options.data);
  try {
    return await run(data, options);
  } finally {
    await data.close();
  }
}
