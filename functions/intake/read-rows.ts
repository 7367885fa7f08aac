import { faultText, readJson } from '#shared/contracts/json-fault.ts';

/** One row of a request: already read, or a line that is still text. */
export type Row =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string };

export type ReadBody =
  | { readonly kind: 'rows'; readonly rows: readonly Row[] }
  | { readonly kind: 'unreadable'; readonly why: string };

/**
 * The rows of a request body: one event, a list, `{batch: […]}`, or NDJSON. A broken line of NDJSON
 * is a row of its own, to be refused alone; any other broken body is unreadable as a whole.
 */
export function readRows(body: string, contentType: string): ReadBody {
  const text = body.replace(/^\ufeff/, '');
  if (text.trim() === '') return { kind: 'unreadable', why: 'The body is empty, must be an event' };
  if (/\b(x-ndjson|ndjson|jsonl|x-jsonlines)\b/i.test(contentType)) return lines(text);
  const read = readJson(text);
  if (read.kind === 'value') return { kind: 'rows', rows: rowsIn(read.value) };
  if (startsWithWholeLine(text)) return lines(text);
  return { kind: 'unreadable', why: `The body is ${faultText(read.fault)}` };
}

function rowsIn(value: unknown): Row[] {
  const list = Array.isArray(value) ? value : batchIn(value);
  return (list ?? [value]).map((row: unknown) => ({ kind: 'value', value: row }));
}

function batchIn(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('batch' in value)) return undefined;
  return Array.isArray(value.batch) ? value.batch : undefined;
}

const lines = (text: string): ReadBody => ({
  kind: 'rows',
  rows: linesOf(text).map((line) => ({ kind: 'text', text: line })),
});

const linesOf = (text: string): string[] =>
  text.split(/\r?\n/).filter((line) => line.trim() !== '');

/** NDJSON that was not announced as such: several lines, the first a whole object. */
function startsWithWholeLine(text: string): boolean {
  const [first = '', ...rest] = linesOf(text);
  return rest.length > 0 && first.trimStart().startsWith('{') && readJson(first).kind === 'value';
}
