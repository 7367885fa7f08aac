import { describe, expect, it } from 'vitest';
import { parseEventText, type Refusal } from '#shared/contracts/parse-event.ts';
import { toQuarantined } from '#shared/contracts/quarantine.ts';

const refuse = (text: string, nowMs: number): Refusal => {
  const parsed = parseEventText(text, nowMs);
  if (parsed.kind === 'event') throw new Error('was not refused');
  return parsed;
};
const idOf = (text: string, nowMs: number) =>
  toQuarantined(refuse(text, nowMs), 'intake', nowMs).id;

describe('toQuarantined', () => {
  it('gives the same event the same id whenever it is refused', () => {
    expect(idOf('{"type":"Order"}', 1)).toBe(idOf('{ "type": "Order" }', 2));
  });

  it('gives different events different ids, also when they are not JSON', () => {
    expect(idOf('{"type":"Order"}', 1)).not.toBe(idOf('{"type":"Odrer"}', 1));
    expect(idOf('{"id":1,', 1)).not.toBe(idOf('{"id":2,', 1));
  });

  it('keeps where, when and why', () => {
    expect(toQuarantined(refuse('7', 5), 'track', 5)).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      atMs: 5,
      source: 'track',
      reasons: [expect.stringContaining('event: got 7')],
      redacted: '7',
    });
  });
});
