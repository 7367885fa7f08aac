import { describe, expect, it } from 'vitest';
import { atRiskDate } from '#cli/customers/at-risk-date.ts';
import { datedForecasts } from '#cli/customers/dated-forecasts.ts';
import { startSettings } from '#shared/config/start-settings.ts';
import { emptyBook, type Fold } from '#shared/domain/customer/state.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { modelInPercent } from '#tests/builders/told-in-percent.ts';
import { foldOf } from '#tests/shared/domain/forecasting/build-fold.ts';

const model = defaultModel();
const every = (days: number, times: number) =>
  Array.from({ length: times }, (_, at) => 10_000 + at * days);
const steady = foldOf({ tea: every(20, 12) });
const last = 10_000 + 20 * 11;
const about = (fold: Fold, today: number, subject: string, by = model) =>
  datedForecasts(fold, by, today, 90).find((each) => each.subject === subject);

describe('a forecast as it is shown', () => {
  it('has dates while the need is expected, and contributions that add up to it', () => {
    const tea = about(steady, last + 15, 'tea', modelInPercent(last + 15));
    expect(tea).toMatchObject({ stillExpected: true, evidence: 'enough' });
    expect(tea?.expectedOn).toMatch(/^\d{4}-/);
    const parts = Object.values(tea?.contributions?.groups ?? {});
    const sum = parts.reduce((all, each) => all + each, tea?.contributions?.typical ?? 0);
    expect(sum).toBeCloseTo(logOdds(tea?.probability ?? Number.NaN), 6);
  });

  it('says how it is told, with a number only where that holds, and the word that stands for it in any case', () => {
    const today = last + 15;
    const [churn, tea] = datedForecasts(steady, model, today, 90);
    expect([churn, tea]).toMatchObject([{ toldIn: 'words' }, { toldIn: 'words' }]);
    const inPercent = datedForecasts(steady, modelInPercent(today), today, 90);
    expect(inPercent).toMatchObject([{ toldIn: 'percent' }, { toldIn: 'percent' }]);
    expect([churn?.probability, tea?.probability]).toEqual([null, null]);
    expect(tea?.likelihood).toEqual(
      likelihoodOf(forecastReplenishment(steady, 'tea', model, today).probability),
    );
    for (const { probability, likelihood } of inPercent) {
      expect(likelihood).toEqual(likelihoodOf(probability ?? Number.NaN));
    }
  });

  it('has no dates once hardly anybody would still buy', () => {
    const tea = about(steady, last + 500, 'tea');
    expect(tea).toMatchObject({ stillExpected: false, expectedOn: null, p10: null, p90: null });
    expect(tea?.likelihood?.to).toBeLessThanOrEqual(0.1);
  });

  it('has no number anywhere while it is too early to say', () => {
    const once = foldOf({ lamp: [10_000] });
    const lamp = about(once, 10_005, 'lamp');
    expect(lamp).toMatchObject({ evidence: 'none', probability: null, expectedOn: null });
    expect(lamp).toMatchObject({ likelihood: null });
    expect(lamp).not.toHaveProperty('contributions');
    expect(lamp?.reasons.length).toBeGreaterThan(0);
    for (const reason of lamp?.reasons ?? []) {
      expect(reason).not.toHaveProperty('contribution');
      expect(reason.text).not.toMatch(/%/);
    }
  });
});

describe('the day from which a customer is at risk', () => {
  const { risk } = startSettings({});
  const book = emptyBook();

  it('lies ahead of who keeps to a rhythm, and comes nearer with no purchase', () => {
    const first = atRiskDate({ fold: steady, book }, model, last, risk) ?? '';
    expect(dayOfIso(first)).toBeGreaterThan(last + 20);
    expect(atRiskDate({ fold: steady, book }, model, last + 10, risk)).toBe(first);
  });

  it('is none for who is at risk already, or has no rhythm to break', () => {
    const known = { ...book, risk: { ...book.risk, level: 'at-risk' as const } };
    expect(atRiskDate({ fold: steady, book: known }, model, last, risk)).toBeNull();
    const once = foldOf({ lamp: [10_000] });
    expect(atRiskDate({ fold: once, book }, model, 10_005, risk)).toBeNull();
  });
});
