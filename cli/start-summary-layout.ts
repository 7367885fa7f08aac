import { table } from './table.ts';

/** Widest line of the summary, characters. */
export const SUMMARY_WIDTH = 80;

/** A table whose first column is text and whose others are numbers. */
export const figures = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  table(
    head.map((title, at) => ({ title, align: at === 0 ? 'left' : 'right' })),
    rows,
  );

/** Breaks words into lines of at most `width` characters, each begun with `indent`. */
export function wrapped(text: string, indent = '', width = SUMMARY_WIDTH): string[] {
  const lines: string[] = [];
  let line = indent;
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const isFirst = line === indent;
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line += isFirst ? word : ` ${word}`;
    }
  }
  return line === indent ? lines : [...lines, line];
}
