import { InvalidArgumentError } from 'commander';

/** How small and how large a number may be, both allowed. */
type Bounds = { readonly least?: number; readonly most?: number };

/**
 * Reads an option that is a whole number, from 1 on unless it is said. Thousands may be set off, as
 * in 20_000 or 20,000.
 */
export const wholeNumber =
  ({ least = 1, most = Number.MAX_SAFE_INTEGER }: Bounds = {}) =>
  (text: string): number => {
    const value = /^\d+([_,]\d{3})*$/.test(text)
      ? Number(text.replaceAll(/[_,]/g, ''))
      : Number.NaN;
    if (value >= least && value <= most) return value;
    const upTo = most === Number.MAX_SAFE_INTEGER ? 'on' : `to ${most.toLocaleString('en')}`;
    throw new InvalidArgumentError(`It must be a whole number from ${least} ${upTo}.`);
  };
