import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '#shared/store/canonical-json.ts';

test('keys stand in code-unit order at every depth, undefined fields are left out', () => {
  const value = { b: [{ z: 1, a: undefined, A: null }], a: 'ü', 10: true, 9: -0 };
  expect(canonicalJson(value)).toBe('{"10":true,"9":0,"a":"ü","b":[{"A":null,"z":1}]}');
});

test('a key named __proto__ is a key like any other', () => {
  const text = '{"__proto__":{"admin":true},"a":1}';
  expect(canonicalJson(JSON.parse(text))).toBe(text);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, () => 1, 1n, Symbol('s')])(
  'what JSON cannot say is refused: %s',
  (value) => {
    expect(() => canonicalJson({ list: [value] })).toThrow();
  },
);

test('it is JSON of the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('objects whose keys were set in another order have the same text', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
      const entries = Object.entries(object);
      const backwards = Object.fromEntries(entries.reverse());
      expect(canonicalJson(backwards)).toBe(canonicalJson(object));
    }),
  );
});
