import * as z from 'zod';
import { basisSize } from '../statistics/spline-basis.ts';

/** What a shop tells of one customer by name: short words, numbers, yes or no. */
export type Attributes = Readonly<Record<string, string | number | boolean>>;

/** How one attribute becomes numbers. */
export const attributeColumn = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('number'),
    name: z.string(),
    knots: z.array(z.number()).min(2).max(16),
  }),
  z.looseObject({
    kind: z.literal('category'),
    name: z.string(),
    /** Values that were seen often enough; all others count as none of them. */
    levels: z.array(z.string()).min(1).max(64),
  }),
]);
export type AttributeColumn = z.infer<typeof attributeColumn>;

/** Inputs of the line: a spline and a flag for "not known", or one for each level. */
export const lineSize = (column: AttributeColumn): number =>
  column.kind === 'number' ? basisSize(column.knots) + 1 : column.levels.length;

/** Inputs of the trees: the number itself, or one for each level. */
export const treeSize = (column: AttributeColumn): number =>
  column.kind === 'number' ? 1 : column.levels.length;

/** A number or the text of one; NaN for anything else. */
export function numberOf(value: string | number | boolean | undefined): number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== 'string' || value.trim() === '') return Number.NaN;
  const number = Number(value);
  return Number.isFinite(number) ? number : Number.NaN;
}

/** The text of a category; undefined when it is absent or blank. */
export function levelOf(value: string | number | boolean | undefined): string | undefined {
  const text = value === undefined ? '' : String(value).trim();
  return text === '' ? undefined : text;
}
