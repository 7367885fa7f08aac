import { plain } from './event-schemas.ts';
import { isJsonObject, type Json, type JsonObject, objectAt, property } from './json.ts';
import { currency, identifier, instant, locale, timeZone } from './primitives.ts';

/** One field of an object as a reference shows it. */
export type Field = {
  /** `lines[].productId` */
  readonly path: string;
  /** The last step of the path, without brackets. */
  readonly name: string;
  /** Type and limits in words. */
  readonly type: string;
  readonly required: boolean;
  /** What it is when left out, if that is anything. */
  readonly preset: Json | undefined;
};

/** Every field of an object's JSON Schema, at any depth, in order of declaration. */
export function fieldsOf(schema: JsonObject, prefix = ''): Field[] {
  const required = property(schema, 'required');
  return Object.entries(objectAt(schema, 'properties')).flatMap(([name, field]) => {
    if (!isJsonObject(field)) return [];
    const path = prefix + name;
    const isRequired = Array.isArray(required) && required.includes(name);
    const items = objectAt(field, 'items');
    const own = { path, name, type: typeWords(field), required: isRequired };
    const preset = property(field, 'default');
    return [{ ...own, preset }, ...fieldsOf(field, `${path}.`), ...fieldsOf(items, `${path}[].`)];
  });
}

/** Patterns that have a name in the reference. */
const NAMED_PATTERNS = new Map(
  Object.entries({ identifier, instant, 'currency code': currency, 'language tag': locale }).map(
    ([name, schema]) => [property(plain(schema), 'pattern'), name],
  ),
).set(property(plain(timeZone), 'pattern'), 'time zone');

const typeWords = (field: JsonObject): string =>
  [baseWords(field), ...limitWords(field)].join(', ');

function baseWords(field: JsonObject): string {
  const either = property(field, 'anyOf');
  if (Array.isArray(either)) return either.map((one) => baseWords(asObject(one))).join(' or ');
  const options = property(field, 'enum');
  if (Array.isArray(options)) return options.map((option) => `\`${option}\``).join(', ');
  const type = property(field, 'type');
  if (type === 'string') return textWords(field);
  if (type === 'array') return `list of ${plural(baseWords(objectAt(field, 'items')))}`;
  if (Array.isArray(type)) return type.join(' or ');
  return type === 'integer' ? 'whole number' : String(type);
}

function textWords(field: JsonObject): string {
  const named = NAMED_PATTERNS.get(property(field, 'pattern'));
  if (named !== undefined) return named;
  const format = property(field, 'format');
  if (format === 'email') return 'e-mail address';
  if (format === 'uri') return 'http or https address';
  if (format === 'date') return 'date';
  return property(field, 'pattern') === undefined ? 'text' : 'E.164 number';
}

function limitWords(field: JsonObject): string[] {
  const { minimum, maximum, maxLength, maxItems } = field;
  const words: string[] = [];
  if (typeof minimum === 'number') {
    words.push(`${field['exclusiveMinimum'] === true ? 'more than' : 'from'} ${minimum}`);
  }
  if (typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER) {
    words.push(`at most ${maximum.toLocaleString('en')}`);
  }
  if (typeof maxLength === 'number') words.push(`at most ${maxLength} characters`);
  if (typeof maxItems === 'number') words.push(`at most ${maxItems.toLocaleString('en')}`);
  return words;
}

const asObject = (value: Json): JsonObject => (isJsonObject(value) ? value : {});
const plural = (word: string): string => (/^`/.test(word) ? word : `${word}s`);
