import { type Found, isSame, type Part } from '../result.ts';
import { type Grid, partGrid, partTitle, targetGrid } from './cells.ts';

const START = '<!-- figures: written by npm run bench:models -- --markdown -->';
const END = '<!-- end of figures -->';

/**
 * The document with the part between the markers written anew.
 * @throws RangeError when the document has no markers.
 */
export function withFigures(document: string, figures: string): string {
  const [from, to] = [document.indexOf(START), document.indexOf(END)];
  if (from < 0 || to < from)
    throw new RangeError(`the file must have the lines ${START} and ${END}`);
  return `${document.slice(0, from + START.length)}\n\n${figures}\n\n${document.slice(to)}`;
}

/** All figures as Markdown: what has to be reached, then a section for each protocol. */
export function markdownReport(found: readonly Found[], machine: string, takenOn: string): string {
  const targets = found.flatMap((one) => one.targets);
  return [
    `Measured on ${takenOn}: ${machine}.`,
    '### What has to be reached',
    tableOf(targetGrid(targets)),
    ...found.flatMap(sectionOf),
  ].join('\n\n');
}

function sectionOf({ protocol, title, parts, checks, notes }: Found): string[] {
  const same = checks.filter(isSame).length;
  const proof =
    checks.length === 0
      ? []
      : [`${same} of ${checks.length} figures that show the same split and candidates agree.`];
  return [
    `### ${title} (\`${protocol}\`)`,
    ...proof,
    ...shown(parts).flatMap((part) => [`**${partTitle(part)}**`, tableOf(partGrid(part))]),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join('\n')]),
  ];
}

/** Every table of methods, and the first one by evidence and orders. */
function shown(parts: readonly Part[]): Part[] {
  const first = parts.find(({ kind }) => kind === 'groups');
  return parts.filter((part) => part.kind !== 'groups' || part === first);
}

function tableOf({ header, rows }: Grid): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = header.map((_, at) => (at === 0 ? '---' : '--:'));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}
