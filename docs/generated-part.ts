/**
 * The page with what stands between two lines of its own replaced; the rest is written by hand.
 * @throws Error when the page lacks one of the lines.
 */
export function withGenerated(
  page: string,
  [begin, end]: readonly [string, string],
  text: string,
): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) {
    throw new Error(`the page must have the lines ${begin} and ${end}`);
  }
  return [before, begin, '\n\n', text, '\n\n', end, after].join('');
}
