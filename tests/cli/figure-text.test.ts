import { describe, expect, it } from 'vitest';
import { amount, kpiValue } from '#cli/figure-text.ts';

describe('figures for a person', () => {
  it('show cents only of small amounts, and none of currencies without them', () => {
    expect(amount(1_999, 'EUR')).toBe('€19.99');
    expect(amount(1_234_567, 'EUR')).toBe('€12,346');
    expect(amount(50, 'JPY')).toBe('JP¥50');
  });

  it('follow the unit of the key figure', () => {
    expect(kpiValue(0.1234, 'share', 'EUR')).toBe('12.3 %');
    expect(kpiValue(1, 'days', 'EUR')).toBe('1 day');
    expect(kpiValue(12.4, 'minutes', 'EUR')).toBe('12 min');
    expect(kpiValue(0.1234, 'score', 'EUR')).toBe('0.12');
  });
});
