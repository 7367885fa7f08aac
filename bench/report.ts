import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type Found, found, isMissed } from './figure.ts';
import { machine } from './machine.ts';

/** Everything that one run of the bench found out, as written by `--json`. */
export const report = z.strictObject({
  takenAt: z.iso.datetime(),
  quick: z.boolean(),
  machine,
  seconds: z.number(),
  found: z.array(found),
});
export type Report = z.infer<typeof report>;

/** @throws Error saying what is wrong with the file. */
export async function readReport(file: string): Promise<Report> {
  try {
    return report.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} holds no result of the bench written with --json`, { cause });
  }
}

/** Value of an earlier report by the measure's and the figure's name. */
export const earlierValues = ({ found: all }: Report): ReadonlyMap<string, number> =>
  new Map(
    all.flatMap(({ measure, figures }) =>
      figures.map(({ name, unit, value }): [string, number] => [
        figureKey(measure, name, unit),
        value,
      ]),
    ),
  );

/** A count and a time may have the same name. */
export const figureKey = (measure: string, name: string, unit: string): string =>
  `${measure}/${name}/${unit}`;

/** Names of counts that are above what was promised; these fail the run. */
export const missedCounts = (all: readonly Found[]): string[] =>
  all.flatMap(({ measure, figures }) =>
    figures
      .filter((figure) => figure.kind === 'count' && isMissed(figure))
      .map(({ name }) => `${measure}: ${name}`),
  );
