/** Plain data as JSON has it. */
export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** What a text says; undefined when it is no JSON, since JSON says nothing as undefined. */
export function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isJsonObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The own property `key` of `value`; undefined when it is null, absent, or `value` is no object. */
export function property(value: Json | undefined, key: string): Json | undefined {
  if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
  return value[key] ?? undefined;
}

/** The object at `key`; an empty one when there is none. */
export function objectAt(value: Json | undefined, key: string): JsonObject {
  const found = property(value, key);
  return isJsonObject(found) ? found : {};
}

/** The entries of `candidates` that are there, so that absent ones are not sent as undefined. */
export function present(candidates: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(candidates)) {
    if (value !== undefined) kept[key] = value;
  }
  return kept;
}

/** Bytes of the compact JSON text of `value`, in UTF-8. */
export const jsonBytes = (value: unknown): number =>
  Buffer.byteLength(JSON.stringify(value) ?? '', 'utf8');

/** `properties.lines[0].productId` */
export function pathText(path: readonly PropertyKey[]): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text === '' ? 'event' : text;
}
