import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '#shared/contracts/json-fault.ts';

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Texts made of the pieces that JSON is made of, right and wrong. */
const pieces = fc
  .array(
    fc.constantFrom(
      ...['{', '}', '[', ']', ',', ':', '"a"', '1', '-', '0', '.5', 'e3', 'true', 'nul', 'l', ' '],
      ...['\n', '\t', '\f', '"', '\\', '\\"', '\\u00e9', '\\u12', '\u0001', '\u2028', '\u007f'],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('findJsonFault', () => {
  it('finds a fault exactly where the runtime finds one', () => {
    fc.assert(
      fc.property(fc.oneof(pieces, fc.json(), fc.string()), (text) => {
        expect(findJsonFault(text) === undefined).toBe(isJson(text));
      }),
      { numRuns: 20_000 },
    );
  });

  it('says what should stand there', () => {
    expect(findJsonFault('{"a":1,}')).toEqual({
      position: 7,
      line: 1,
      column: 8,
      expected: 'a name in quotes',
    });
    expect(findJsonFault('[1 2]')?.expected).toBe(', or ]');
    expect(findJsonFault('{"a":1')?.expected).toBe(', or }');
    expect(findJsonFault('')?.expected).toBe('a value');
    expect(findJsonFault('1\n2')).toEqual({
      position: 2,
      line: 2,
      column: 1,
      expected: 'end of the text',
    });
  });
});
