import { afterEach, expect, test, vi } from 'vitest';
import { setting } from '#shared/runtime/env.ts';

afterEach(() => vi.unstubAllEnvs());

test('a setting is read by its name and has its type', () => {
  vi.stubEnv('DAWN_SEGMENTS', '12');
  expect(setting('DAWN_SEGMENTS')).toBe(12);
});

test.each([undefined, '', '0', 'many'])('a setting that is %j is refused by its name', (value) => {
  vi.stubEnv('DAWN_SEGMENTS', value);
  expect(() => setting('DAWN_SEGMENTS')).toThrow('setting DAWN_SEGMENTS is missing or malformed');
});
