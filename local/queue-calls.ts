/** SQS takes at most 10 messages and 1 MiB in one call. */
export const CALL = { messages: 10, bytes: 900_000 } as const;

/** Groups that one call can carry. */
export function inCalls(texts: readonly string[]): string[][] {
  const groups: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const text of texts) {
    const size = Buffer.byteLength(text);
    const last = groups.at(-1);
    if (last === undefined || last.length === CALL.messages || bytes + size > CALL.bytes) {
      groups.push([text]);
      bytes = size;
    } else {
      last.push(text);
      bytes += size;
    }
  }
  return groups;
}
