import { describe, expect, it } from 'vitest';
import type { DatedForecast } from '#cli/customers/dated-forecasts.ts';
import { explanationText } from '#cli/customers/explanation-text.ts';
import { emptyBook } from '#shared/domain/customer/state.ts';
import { foldOf } from '#tests/shared/domain/forecasting/build-fold.ts';

const churn: DatedForecast = {
  kind: 'churn',
  subject: '',
  probability: 0.72,
  toldIn: 'percent',
  likelihood: 'likely',
  horizonDays: 90,
  evidence: 'enough',
  countedFrom: '2026-03-01',
  expectedOn: null,
  p10: null,
  p90: null,
  plainRule: null,
  stillExpected: true,
  reasons: [],
  modelVersion: 'm',
};
const tea: DatedForecast = { ...churn, kind: 'replenishment', subject: 'tea', horizonDays: 14 };

const textOf = (...forecasts: readonly DatedForecast[]): string =>
  explanationText({
    customerId: 'C-1',
    asOf: '2026-03-10',
    currency: 'EUR',
    stage: 'developed',
    abcClass: 'B',
    valueAtStakeMinor: 1_000,
    profiled: true,
    heldOut: false,
    atRiskOn: null,
    forecasts,
    decisions: [],
    state: { fold: foldOf({ tea: [20_000, 20_020] }), book: emptyBook() },
  });

describe('what is foreseen of one customer', () => {
  it('is told in percent where that holds', () => {
    const text = textOf(churn, tea);
    expect(text).toMatch(/^ {2}leaves: 72 % within 90 days$/m);
    expect(text).toMatch(/^ {2}replenishment of tea: 72 % within 14 days$/m);
    expect(text).not.toContain('In words');
  });

  it('is told in words with their range where it would not, each forecast by itself', () => {
    const text = textOf({ ...churn, toldIn: 'words' }, tea);
    expect(text).toMatch(/^ {2}leaves: likely \(66 to 90 %\) within 90 days$/m);
    expect(text).toMatch(/^ {2}replenishment of tea: 72 % within 14 days$/m);
    expect(text).toMatch(/^ {2}In words where a number in percent would not hold/m);
    const needInWords = textOf(churn, { ...tea, toldIn: 'words' });
    expect(needInWords).toContain('tea: likely (66 to 90 %) within 14 days');
    expect(needInWords).toContain('In words where');
  });

  it('explains no words where none are said', () => {
    const early = {
      probability: null,
      likelihood: null,
      evidence: 'none',
      toldIn: 'words',
    } as const;
    const givenUp = { ...tea, toldIn: 'words' as const, probability: 0.01, stillExpected: false };
    expect(textOf({ ...churn, ...early }, { ...tea, ...early }, givenUp)).not.toContain('In words');
    const hidden = [...Array.from({ length: 5 }, () => tea), { ...tea, toldIn: 'words' as const }];
    expect(textOf(churn, ...hidden)).not.toContain('In words');
  });
});
