import { describe, expect, it } from 'vitest';
import type { DatedForecast } from '#cli/customers/dated-forecasts.ts';
import type { Explanation } from '#cli/customers/explain-customer.ts';
import { explanationText } from '#cli/customers/explanation-text.ts';
import { emptyBook } from '#shared/domain/customer/state.ts';
import { told } from '#shared/domain/forecasting/told.ts';
import { foldOf } from '#tests/shared/domain/forecasting/build-fold.ts';

const churn: DatedForecast = {
  kind: 'churn',
  subject: '',
  probability: 0.72,
  toldIn: 'percent',
  likelihood: { word: 'likely', from: 0.66, to: 0.9 },
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

/** As where a number would not hold. */
const inWords = { probability: null, toldIn: 'words' } as const;

const textOf = (...forecasts: readonly DatedForecast[]): string => textWith({ forecasts });

const textWith = ({
  forecasts = [],
  decisions = [],
}: Partial<Pick<Explanation, 'forecasts' | 'decisions'>>): string =>
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
    decisions,
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
    const text = textOf({ ...churn, ...inWords }, tea);
    expect(text).toMatch(/^ {2}leaves: likely \(66 to 90 %\) within 90 days$/m);
    expect(text).toMatch(/^ {2}replenishment of tea: 72 % within 14 days$/m);
    expect(text).toMatch(/^ {2}In words where a number in percent would not hold/m);
    const needInWords = textOf(churn, { ...tea, ...inWords });
    expect(needInWords).toContain('tea: likely (66 to 90 %) within 14 days');
    expect(needInWords).toContain('In words where');
    expect([text, needInWords].map((each) => each.includes('14 months'))).toEqual([true, false]);
  });

  it('explains no words where none are said', () => {
    const early = {
      probability: null,
      likelihood: null,
      evidence: 'none',
      toldIn: 'words',
    } as const;
    const givenUp = { ...tea, ...inWords, stillExpected: false };
    expect(textOf({ ...churn, ...early }, { ...tea, ...early }, givenUp)).not.toContain('In words');
    const hidden = [...Array.from({ length: 5 }, () => tea), { ...tea, ...inWords }];
    expect(textOf(churn, ...hidden)).not.toContain('In words');
  });

  it('puts dates into a line of their own where one would be too wide', () => {
    const dates = { expectedOn: '2026-03-20', p10: '2026-03-15', p90: '2026-04-02' };
    const need = { ...tea, ...dates, probability: 0.5 };
    expect(textOf(churn, need)).toMatch(
      /^ {2}replenishment of tea: 50 % within 14 days, expected 2026-03-20 \(2026-03-15 to 2026-04-02\)$/m,
    );
    expect(
      textOf(churn, { ...need, ...told({ probability: 0.5, toldIn: 'words' }), evidence: 'thin' }),
    ).toMatch(
      /^ {2}replenishment of tea: as likely as not \(33 to 66 %\) within 14 days,\n {4}expected 2026-03-20 \(2026-03-15 to 2026-04-02\), on thin evidence$/m,
    );
  });
});

describe('what was decided of one customer', () => {
  it('has the reasons that are told, and none of a few percent that are the same for all', () => {
    const pulse = { code: 'pulse', text: 'all customers bought about as much', value: 0 };
    const rhythm = { code: 'own-rhythm', text: 'usually buys it every 20 days', value: 20 };
    const needs = [{ subject: 'tea', reasons: [rhythm, pulse] }];
    const text = textWith({
      decisions: [{ at: '2026-03-09T02:00:00Z', what: 'Replenishment Due', detail: { needs } }],
    });
    expect(text).toMatch(/Due\n {6}- tea: usually buys it every 20 days$/m);
    expect(text).not.toContain('all customers');
  });
});
