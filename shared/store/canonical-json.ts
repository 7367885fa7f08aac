/**
 * JSON text with the keys of every object in code-unit order and undefined fields left out, so
 * that equal values are equal texts. @throws RangeError for numbers that JSON cannot say (NaN,
 * infinities) and for anything else that is not JSON.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? listText(value) : objectText(value);
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) {
    return JSON.stringify(value);
  }
  throw new RangeError(`JSON has no ${typeof value}`);
}

function numberText(number: number): string {
  if (!Number.isFinite(number)) throw new RangeError(`JSON has no number ${number}`);
  return String(number);
}

/** A gap in a list is null, as in any JSON. */
const listText = (list: readonly unknown[]): string =>
  `[${list.map((item) => (item === undefined ? 'null' : canonicalJson(item))).join(',')}]`;

function objectText(object: object): string {
  const texts: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const field: unknown = Reflect.get(object, key);
    if (field !== undefined) texts.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
  }
  return `{${texts.join(',')}}`;
}
