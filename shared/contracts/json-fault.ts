/** Where a text stops being JSON, and what should stand there. Lines and columns count from 1. */
export type JsonFault = {
  readonly position: number;
  readonly line: number;
  readonly column: number;
  readonly expected: string;
};

export type JsonRead = { kind: 'value'; value: unknown } | { kind: 'fault'; fault: JsonFault };

type Scan = {
  readonly text: string;
  at: number;
  /** Brackets still open, innermost last. */
  readonly open: ('{' | '[')[];
  awaits:
    | 'a value'
    | 'a value or ]'
    | 'a name in quotes'
    | 'a name in quotes or }'
    | ':'
    | ', or end';
};

const SPACE = /[ \t\n\r]*/y;
/** All that may stand in a text as it is: from the space on, without quote and backslash. */
const PLAIN = /[ !#-[\]-\uffff]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** What a JSON text says, or where it breaks. */
export function readJson(text: string): JsonRead {
  try {
    const value: unknown = JSON.parse(text);
    return { kind: 'value', value };
  } catch (cause) {
    const fault = findJsonFault(text);
    if (fault === undefined) throw new Error('no fault found in text that is not JSON', { cause });
    return { kind: 'fault', fault };
  }
}

/** `not JSON at position 14 (line 1, column 15), must be , or } there` */
export const faultText = ({ position, line, column, expected }: JsonFault): string =>
  `not JSON at position ${position} (line ${line}, column ${column}), must be ${expected} there`;

/**
 * Finds the first place at which `text` breaks the grammar of JSON (RFC 8259); undefined when it
 * does not. Error messages of the runtime quote the text, which may be personal; this one does not.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const scan: Scan = { text, at: 0, open: [], awaits: 'a value' };
  for (;;) {
    skip(scan, SPACE);
    if (scan.at === text.length) return isComplete(scan) ? undefined : faultAt(scan);
    if (!step(scan)) return faultAt(scan);
  }
}

const isComplete = (scan: Scan): boolean => scan.open.length === 0 && scan.awaits === ', or end';

/** Takes one token; false when what stands there is not awaited. */
function step(scan: Scan): boolean {
  switch (scan.awaits) {
    case ', or end':
      return stepAfterValue(scan);
    case 'a name in quotes':
      return stepName(scan);
    case 'a name in quotes or }':
      return close(scan, '}') || stepName(scan);
    case ':':
      return stepColon(scan);
    case 'a value or ]':
      return close(scan, ']') || stepValue(scan);
    default:
      return stepValue(scan);
  }
}

function stepAfterValue(scan: Scan): boolean {
  const inside = scan.open.at(-1);
  if (inside === undefined) return false;
  if (take(scan, ',')) {
    scan.awaits = inside === '{' ? 'a name in quotes' : 'a value';
    return true;
  }
  return close(scan, inside === '{' ? '}' : ']');
}

function stepName(scan: Scan): boolean {
  if (!takeText(scan)) return false;
  scan.awaits = ':';
  return true;
}

function stepColon(scan: Scan): boolean {
  if (!take(scan, ':')) return false;
  scan.awaits = 'a value';
  return true;
}

function stepValue(scan: Scan): boolean {
  if (take(scan, '{')) return enter(scan, '{', 'a name in quotes or }');
  if (take(scan, '[')) return enter(scan, '[', 'a value or ]');
  if (!(scan.text[scan.at] === '"' ? takeText(scan) : skip(scan, SCALAR) > 0)) return false;
  scan.awaits = ', or end';
  return true;
}

function enter(scan: Scan, bracket: '{' | '[', awaits: Scan['awaits']): boolean {
  scan.open.push(bracket);
  scan.awaits = awaits;
  return true;
}

function close(scan: Scan, bracket: string): boolean {
  if (!take(scan, bracket)) return false;
  scan.open.pop();
  scan.awaits = ', or end';
  return true;
}

function takeText(scan: Scan): boolean {
  if (!take(scan, '"')) return false;
  do skip(scan, PLAIN);
  while (skip(scan, ESCAPE) > 0);
  return take(scan, '"');
}

function take(scan: Scan, character: string): boolean {
  if (scan.text[scan.at] !== character) return false;
  scan.at += 1;
  return true;
}

/** Passes what matches here; how many characters that were. */
function skip(scan: Scan, pattern: RegExp): number {
  pattern.lastIndex = scan.at;
  const length = pattern.exec(scan.text)?.[0].length ?? 0;
  scan.at += length;
  return length;
}

function faultAt(scan: Scan): JsonFault {
  const before = scan.text.slice(0, scan.at);
  const line = before.split('\n').length;
  const column = scan.at - before.lastIndexOf('\n');
  const expected = scan.awaits === ', or end' ? afterValue(scan.open.at(-1)) : scan.awaits;
  return { position: scan.at, line, column, expected };
}

function afterValue(inside: '{' | '[' | undefined): string {
  if (inside === undefined) return 'end of the text';
  return inside === '{' ? ', or }' : ', or ]';
}
