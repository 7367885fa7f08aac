import { type Json, type JsonObject, pathText } from './json.ts';
import { LIMITS } from './primitives.ts';

export type Snapshot = {
  /** A plain copy; what could not be taken is replaced by a note in square brackets. */
  readonly value: Json;
  /** Size of its compact JSON text in UTF-8. */
  readonly bytes: number;
  /** Why the copy is not the whole; empty when it is. */
  readonly faults: readonly string[];
};

type Path = readonly (string | number)[];
type Taking = { bytes: number; readonly maxBytes: number; readonly faults: string[] };

/**
 * Copies foreign data into plain data within limits of depth and size, so that everything after it
 * meets no getter, no prototype and no endless nesting. Half surrogate pairs become U+FFFD. Never
 * throws, whatever `raw` is.
 */
export function takeSnapshot(raw: unknown, maxBytes: number): Snapshot {
  const taking: Taking = { bytes: 0, maxBytes, faults: [] };
  try {
    const value = copy(raw, [], taking);
    return { value, bytes: taking.bytes, faults: taking.faults };
  } catch {
    return { value: null, bytes: 0, faults: ['event: cannot be read; send plain JSON'] };
  }
}

function copy(raw: unknown, path: Path, taking: Taking): Json {
  switch (typeof raw) {
    case 'string':
      return copyText(raw, taking);
    case 'number':
    case 'boolean':
      spend(String(raw).length, taking);
      return raw;
    case 'object':
      if (raw === null) return spend(4, taking) ? null : '[cut]';
      return copyNested(raw, path, taking);
    default:
      taking.faults.push(`${pathText(path)}: got a ${typeof raw}, must be JSON`);
      return `[${typeof raw}]`;
  }
}

function copyText(raw: string, taking: Taking): Json {
  const text = raw.length > taking.maxBytes ? raw : raw.toWellFormed();
  const bytes =
    raw.length > taking.maxBytes ? raw.length : Buffer.byteLength(JSON.stringify(text), 'utf8');
  return spend(bytes, taking) ? text : `[text of ${raw.length} characters]`;
}

function copyNested(raw: object, path: Path, taking: Taking): Json {
  if (path.length >= LIMITS.depth) {
    taking.faults.push(
      `${pathText(path.slice(0, 4))}…: is nested too deeply, must be at most ${LIMITS.depth} levels`,
    );
    return '[nested too deeply]';
  }
  spend(2, taking);
  return Array.isArray(raw) ? copyList(raw, path, taking) : copyObject(raw, path, taking);
}

function copyList(raw: readonly unknown[], path: Path, taking: Taking): Json[] {
  const list: Json[] = [];
  for (let index = 0; index < raw.length && !isFull(taking); index += 1) {
    if (index > 0) spend(1, taking);
    list.push(copy(raw[index] === undefined ? null : raw[index], [...path, index], taking));
  }
  return list;
}

function copyObject(raw: object, path: Path, taking: Taking): JsonObject {
  const object: JsonObject = {};
  let separator = 0;
  for (const key of Object.keys(raw)) {
    if (isFull(taking)) break;
    const value: unknown = Reflect.get(raw, key);
    if (value === undefined) continue;
    if (setsPrototype(key, value)) {
      taking.faults.push(`${pathText([...path, key])}: is not allowed as a name; leave it out`);
      continue;
    }
    spend(separator + Buffer.byteLength(JSON.stringify(key.slice(0, taking.maxBytes))) + 1, taking);
    separator = 1;
    if (!isFull(taking)) object[key.toWellFormed()] = copy(value, [...path, key], taking);
  }
  return object;
}

const setsPrototype = (key: string, value: unknown): boolean =>
  key === '__proto__' ||
  (key === 'constructor' &&
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'prototype'));

const isFull = (taking: Taking): boolean => taking.bytes > taking.maxBytes;

/** Whether it still fits; says so once when it does not. */
function spend(bytes: number, taking: Taking): boolean {
  const wasFull = isFull(taking);
  taking.bytes += bytes;
  if (isFull(taking) && !wasFull) taking.faults.push(tooBig());
  return !isFull(taking);
}

/** The fault of an event over the size limit. */
export const tooBig = (): string =>
  `event: is larger than ${LIMITS.eventBytes / 1024} KB, must be at most that; send fewer lines or fields`;
