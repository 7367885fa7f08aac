/** How a command ended: all well, problems found, wrong use or bad input, could not run. */
export const EXIT = { ok: 0, problems: 1, wrongUse: 2, couldNotRun: 3 } as const;
type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What went wrong in one sentence, and what would help. */
export class CliError extends Error {
  readonly hint: string;
  readonly exitCode: ExitCode;

  constructor(message: string, hint: string, exitCode: ExitCode, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CliError';
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

export const wrongUse = (message: string, hint: string, options?: ErrorOptions): CliError =>
  new CliError(message, hint, EXIT.wrongUse, options);
