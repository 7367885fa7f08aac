import { expect, it } from 'vitest';
import { safeIdentifier } from '#shared/importing/safe-identifier.ts';

it.each([
  ['A-1.b:c@d/e+f~g_h', 'A-1.b:c@d/e+f~g_h'],
  ['#12', '=2312'],
  ['a b', 'a=20b'],
  ['ü', '=C3=BC'],
])('%s is told as %s', (text, identifier) => {
  expect(safeIdentifier(text)).toBe(identifier);
});

it.each(['', '__proto__', 'constructor', 'prototype', 'x'.repeat(129), 'ü'.repeat(43)])(
  'is none: %j',
  (text) => {
    expect(safeIdentifier(text)).toBeUndefined();
  },
);
