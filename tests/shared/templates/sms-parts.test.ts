import { describe, expect, test } from 'vitest';
import { plainSms, smsSize } from '#shared/templates/sms-parts.ts';

describe('the size of an SMS', () => {
  test.each([
    ['160 GSM characters are one part', 'a'.repeat(160), 'gsm-7', 1],
    ['161 GSM characters are two parts of 153', 'a'.repeat(161), 'gsm-7', 2],
    ['306 still fit two', 'a'.repeat(306), 'gsm-7', 2],
    ['307 need three', 'a'.repeat(307), 'gsm-7', 3],
    ['a euro sign counts twice', `${'a'.repeat(158)}€`, 'gsm-7', 1],
    ['and makes 159 others two parts', `${'a'.repeat(159)}€`, 'gsm-7', 2],
    ['an escape pair is not split over parts', `${'a'.repeat(152)}€${'a'.repeat(151)}`, 'gsm-7', 2],
    ['so 306 units may need a third part', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm-7', 3],
    ['German and Greek capitals are GSM', 'ÄÖÜßΔ', 'gsm-7', 1],
    ['70 Cyrillic characters are one part', 'ж'.repeat(70), 'ucs-2', 1],
    ['71 are two parts of 67', 'ж'.repeat(71), 'ucs-2', 2],
    ['135 are three', 'ж'.repeat(135), 'ucs-2', 3],
    ['one emoji turns all of it into UCS-2', `${'a'.repeat(69)}🙂`, 'ucs-2', 2],
    [
      'a surrogate pair is not split over parts',
      `${'ж'.repeat(66)}🙂${'ж'.repeat(66)}`,
      'ucs-2',
      3,
    ],
    ['nothing is one part', '', 'gsm-7', 1],
  ])('%s', (_, text, alphabet, parts) => {
    expect(smsSize(text)).toEqual({ alphabet, parts });
  });

  test('typographic characters and emoji give way to plain ones', () => {
    const plain = plainSms('“Café” – it’s 5\u202fpm… ☕️🙂👍🏽');
    expect(plain).toBe('"Café" - it\'s 5 pm...');
    expect(smsSize(plain).alphabet).toBe('gsm-7');
  });
});
