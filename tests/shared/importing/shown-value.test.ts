import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultLog } from '#shared/importing/fault-log.ts';
import { shownValue } from '#shared/importing/shown-value.ts';

describe('a wrong value in a fault', () => {
  it.each([
    '2025-02-30',
    '2025-02-30 10:15:00',
    '30.02.2025',
    '3 March 2024',
    'none',
    '1,5 kg',
    '0.000.000',
    '-12',
    'USD',
    '__proto__',
    '536365',
  ])('is shown as it is when it is a code, a number or a date: %s', (text) => {
    expect(shownValue(text)).toBe(text);
  });

  it.each([
    'person@example.com',
    'Person <person@example.com>',
    '+4915100000000',
    '+49 151 0000-0000',
    '004915100000000',
    '0151 00000000',
    '0151/0000 0000',
    '(0151) 00000000',
    'Erika Mustermann',
    'Mustermann, Erika',
    'Иван Петров',
    'please call me tomorrow',
    'Am Markt 1, Musterstadt',
  ])('is masked where it may be personal: %s', (text) => {
    expect(shownValue(text)).not.toMatch(/\d{4}|@|Muster|Иван|call|Markt/);
    expect(shownValue(text)).toContain('[masked]');
  });

  it('is short, on one line and without quotes or control characters, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const shown = shownValue(text);
        expect(shown.length).toBeLessThanOrEqual(41);
        expect(shown).not.toMatch(/["\p{Cc}]/u);
      }),
    );
  });

  it('is left out where faults are counted by reason', () => {
    const log = faultLog();
    for (const text of ['a', 'b"c', 'd']) {
      log.add({ line: 2, reason: `quantity "${shownValue(text)}" must be a number` });
    }
    expect(log.byReason()).toEqual([{ reason: 'quantity … must be a number', rows: 3 }]);
  });
});
