/** Characters of a line of prose. */
const PROSE_WIDTH = 80;

/** Breaks words into lines of at most `width` characters, each begun with `indent`. */
export function wrapped(text: string, indent = '', width = PROSE_WIDTH): string[] {
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

/** The same under a label or a bullet, which stands before the first line. */
export function wrappedAfter(label: string, text: string): string[] {
  const [first = '', ...rest] = wrapped(text, ' '.repeat(label.length));
  return [label + first.slice(label.length), ...rest];
}
