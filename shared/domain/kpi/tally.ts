import * as z from 'zod';

/** Amounts by name. Names that are absent stand for 0, so that a tally stays small. */
export const tally = z.record(z.string(), z.number());
export type Tally = z.infer<typeof tally>;

export const amountOf = (amounts: Readonly<Tally>, name: string): number => amounts[name] ?? 0;

/** The two tallies added name by name. */
export function addTallies(a: Readonly<Tally>, b: Readonly<Tally>): Tally {
  const sum: Tally = { ...a };
  for (const [name, amount] of Object.entries(b)) sum[name] = (sum[name] ?? 0) + amount;
  return sum;
}

/** The amounts that are not 0. */
export const withoutZeros = (amounts: Readonly<Tally>): Tally =>
  Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== 0));
