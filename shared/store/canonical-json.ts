/**
 * JSON text with the keys of every object in code-unit order and undefined fields left out, so
 * that equal values are equal texts. @throws RangeError for numbers that JSON cannot say (NaN,
 * infinities) and for anything that is not JSON.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return Array.isArray(value) ? listText(value) : objectText(value);
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`JSON has no number ${value}`);
  }
  const text = JSON.stringify(value);
  if (text === undefined) throw new RangeError(`JSON has no ${typeof value}`);
  return text;
}

function listText(list: readonly unknown[]): string {
  const texts = list.map((item) => (item === undefined ? 'null' : canonicalJson(item)));
  return `[${texts.join(',')}]`;
}

function objectText(object: object): string {
  const texts: string[] = [];
  for (const [key, field] of Object.entries(object).sort(byKey)) {
    if (field !== undefined) texts.push(`${JSON.stringify(key)}:${canonicalJson(field)}`);
  }
  return `{${texts.join(',')}}`;
}

const byKey = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  one < other ? -1 : Number(one > other);
