/**
 * JSON with the keys of every object in one order, so that equal values are equal bytes.
 * Undefined fields are left out, as JSON does.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(value, inKeyOrder);

function inKeyOrder(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
