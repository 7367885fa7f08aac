import { table } from '#cli/table.ts';
import { styled } from '#cli/terminal.ts';
import type { FileReport } from '../file/file-report.ts';
import { type Found, isSame } from '../result.ts';
import { type Grid, partGrid, partTitle, targetGrid } from './cells.ts';

/** Everything that was found out, for the terminal. */
export const textReport = (all: readonly Found[]): string =>
  [...all.map(foundText), summary(all)].join('\n\n');

function foundText({ protocol, title, parts, checks, notes, seconds }: Found): string {
  const head = styled('bold', `${protocol}: ${title}`);
  const tables = parts.map((part) => `${partTitle(part)}\n${drawn(partGrid(part))}`);
  const proofs = checks.map((check) => {
    const found = check.found === undefined ? 'none' : String(Number(check.found.toFixed(4)));
    return isSame(check)
      ? `same split: ${check.what} ${found}`
      : `NOT THE SAME SPLIT: ${check.what} ${found}, expected ${check.expected}`;
  });
  return [head, ...tables, [...proofs, ...notes, `${seconds} seconds`].join('\n')].join('\n\n');
}

/** What was found out about one file. */
export function fileText(report: FileReport): string {
  const { kind, files, rows, fitSeconds, scoreMicrosPerUnit, model, parts } = report;
  const learned = Object.entries(model.from).filter(([, { source }]) => source === 'learned');
  const groups = learned.map(([group]) => group).join(', ');
  const what = groups === '' ? '' : ` (${groups})`;
  const taught = fitSeconds === 0 ? 'as it ships' : `learned in ${fitSeconds.toFixed(2)} s${what}`;
  return [
    styled('bold', `${kind}: ${files.join(', ')}, ${rows.toLocaleString('en')} rows`),
    ...parts.map((part) => `${partTitle(part)}\n${drawn(partGrid(part))}`),
    `model ${model.version}, ${taught}; scored in ${scoreMicrosPerUnit.toFixed(1)} µs a unit`,
  ].join('\n\n');
}

function summary(all: readonly Found[]): string {
  const targets = all.flatMap((found) => found.targets);
  if (targets.length === 0) return 'nothing has to be reached here';
  return `${styled('bold', 'What has to be reached')}\n${drawn(targetGrid(targets))}`;
}

const drawn = ({ header, rows }: Grid): string =>
  table(
    header.map((title, at) => ({ title, align: at === 0 ? 'left' : 'right' })),
    rows,
  );
