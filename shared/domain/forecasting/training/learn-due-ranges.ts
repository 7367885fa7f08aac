import { DUE_INPUTS, FIRST_BOUNDED_INPUT } from '../intervals/due-inputs.ts';
import { keepInRange } from '../intervals/due-ranges.ts';
import type { Model } from '../model.ts';
import type { DueRow } from './learn-due-rows.ts';

type Ranges = NonNullable<Model['due']['ranges']>;

/** Values of an input beyond these shares of all rows count as the value there. */
const SHARES = { least: 0.005, most: 0.995 } as const;
/** The ranges of before count like so many rows. */
const ROWS_BEFORE = 300;

/** The model whose inputs are as they are, to see between which values they lie. */
export function withoutRanges(model: Model): Model {
  const { ranges: _, ...due } = model.due;
  return { ...model, due };
}

/** Between which values each bounded input lies in the rows, drawn to the ranges of before where rows are few. */
export function rangesSeen(rows: readonly DueRow[], before: Ranges | undefined): Ranges {
  const own = rows.length / (rows.length + ROWS_BEFORE);
  return Object.fromEntries(
    DUE_INPUTS.slice(FIRST_BOUNDED_INPUT).map((name, at) => {
      const values = rows.map(({ inputs }) => inputs[0]?.[FIRST_BOUNDED_INPUT + at] ?? 0);
      values.sort((a, b) => a - b);
      const seen = (share: number): number => values[Math.floor(share * (values.length - 1))] ?? 0;
      const [least, most] = [seen(SHARES.least), seen(SHARES.most)];
      const [leastBefore, mostBefore] = before?.[name] ?? [least, most];
      const mixed = (old: number, fresh: number): number => rounded(old + own * (fresh - old));
      return [name, [mixed(leastBefore, least), mixed(mostBefore, most)]];
    }),
  );
}

/** The row with its bounded inputs as they count. */
export const withinRanges = (row: DueRow, ranges: Ranges): DueRow => ({
  ...row,
  inputs: row.inputs.map((given) => {
    const kept = given.slice();
    keepInRange(kept, ranges);
    return kept;
  }),
});

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
