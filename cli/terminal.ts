import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** The one place that writes to the terminal: results to stdout, everything else to stderr. */
export type Terminal = {
  print(text: string): void;
  printJson(value: unknown): void;
  /** For people only: what was detected, warnings, progress. */
  say(text: string): void;
  /** Replaces the line said last when a person watches; a plain line otherwise. */
  sayOver(text: string): void;
  readonly watched: boolean;
};

export const terminal: Terminal = {
  print: (text) => write(process.stdout, `${text}\n`),
  printJson: (value) => write(process.stdout, `${JSON.stringify(value, undefined, 2)}\n`),
  say: (text) => write(process.stderr, `${text}\n`),
  sayOver: (text) =>
    write(process.stderr, process.stderr.isTTY ? `\r\u001b[2K${text}` : `${text}\n`),
  watched: process.stderr.isTTY === true,
};

/** Colour where the terminal of results shows it; NO_COLOR and pipes are respected. */
export const styled = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stdout });

export const styledError = (style: Style, text: string): string =>
  styleText(style, text, { stream: process.stderr });

/** A reader that has seen enough (`| head`) is no failure. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: Error) => {
      if ('code' in error && error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
}

function write(stream: NodeJS.WriteStream, text: string): void {
  stream.write(text);
}
