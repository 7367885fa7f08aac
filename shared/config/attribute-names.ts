import * as z from 'zod';
import { isIdentifying } from '#shared/contracts/identifying.ts';
import { LIMITS } from '#shared/contracts/primitives.ts';

/** Of all that is told to describe customers, the names that the shop wants kept. */
export const attributeNames = z
  .array(
    z
      .string()
      .min(1)
      .max(LIMITS.attributeCharacters)
      .refine((name) => !isIdentifying(name), {
        error: ({ input }) =>
          `"${input}" says who the customer is; list only what describes them, such as plan`,
      }),
  )
  .max(LIMITS.attributes)
  .refine((names) => new Set(names).size === names.length, 'must not name an attribute twice');
