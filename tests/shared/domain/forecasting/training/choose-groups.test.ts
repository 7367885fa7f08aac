import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { closedFormOf, composed } from '#shared/domain/forecasting/training/choose-groups.ts';
import type { Verdict } from '#shared/domain/forecasting/training/learning-record.ts';

const shipped = defaultModel();
const learned: Model = {
  ...shipped,
  version: 'new',
  intervals: { ...shipped.intervals, mu: 2 },
  products: { coffee: [2, 0.5, 0.3, 10] },
  activity: { ...shipped.activity, r: 9 },
  spend: { ...shipped.spend, v: 77 },
};
const champion: Model = {
  ...shipped,
  version: 'old',
  intervals: { ...shipped.intervals, mu: 4 },
  products: { tea: [4, 0.5, 0.3, 10] },
  activity: { ...shipped.activity, r: 5 },
};
const verdict = (about: Verdict['about'], outcome: Verdict['outcome']): Verdict => ({
  about,
  outcome,
  why: 'as measured',
  horizonDays: 14,
  customers: 100,
  moments: 200,
  happened: 50,
});

describe('the model that goes into force', () => {
  it('has the groups of what was learned where it was promoted, and says how it did', () => {
    const next = composed(learned, champion, [verdict('replenishment', 'promoted')]);
    expect(next).toMatchObject({ version: 'new', products: learned.products });
    expect(next.intervals).toMatchObject({ mu: 2, from: { judged: 'promoted: as measured' } });
    expect(next.activity.from.judged).toBeUndefined();
  });

  it('has all groups of the champion that belong together where they are kept', () => {
    const next = composed(learned, champion, [
      verdict('replenishment', 'kept'),
      verdict('churn', 'promoted'),
    ]);
    expect(next.products).toEqual(champion.products);
    expect(next.intervals).toMatchObject({ mu: 4, from: { judged: 'kept from old: as measured' } });
    expect(next.activity.r).toBe(9);
    expect(next.spend.v).toBe(77);
    expect(next.spend.from.judged).toMatch(/^follows the newest data without a contest/);
  });

  it('loses an optional group that the champion does not have', () => {
    const { activityLayer: _, ...without } = champion;
    const next = composed(learned, without, [verdict('churn', 'kept')]);
    expect(next.activityLayer).toBeUndefined();
  });

  it('keeps the season with the layer that was learned beside it', () => {
    const season = {
      curve: Array.from({ length: 52 }, () => 0),
      slopes: Array.from({ length: 52 }, () => 0),
      usual: 0.03,
      doubt: 0.1,
      from: shipped.activity.from,
    };
    const inSeason = { ...learned, season };
    expect(composed(inSeason, champion, [verdict('churn', 'promoted')]).season).toMatchObject({
      usual: 0.03,
    });
    expect(composed(inSeason, champion, [verdict('churn', 'kept')]).season).toBeUndefined();
    const of = composed(learned, { ...champion, season }, [verdict('churn', 'kept')]);
    expect(of.season).toMatchObject({ usual: 0.03 });
  });

  it('goes without the layer that stepped down, and says so', () => {
    const next = composed(learned, champion, [verdict('replenishment', 'stepped-down')]);
    expect(next.due).toMatchObject({
      spread: closedFormOf(learned, 'replenishment')?.due.spread,
      from: { judged: 'without its layer: as measured' },
    });
    expect(next.intervals.mu).toBe(2);
  });

  it('has the dates of the champion where the new ones are further off', () => {
    const given = { ...learned, dates: champion.dates };
    const dateErrors = {
      dates: 90,
      challenger: 9,
      champion: 5,
      plain: 12,
      isKept: true,
      why: 'dates lost',
    };
    const next = composed(given, champion, [
      { ...verdict('replenishment', 'promoted'), dateErrors },
    ]);
    expect(next.intervals.mu).toBe(2);
    if (champion.dates === undefined) expect(next.dates).toBeUndefined();
    else expect(next.dates?.from.judged).toBe('kept from old: dates lost');
  });
});
