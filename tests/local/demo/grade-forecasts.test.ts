import { describe, expect, it } from 'vitest';
import { gradeForecasts, median, type SaidNeed } from '#local/demo/grade-forecasts.ts';
import type { TrueNeed } from '#local/demo/true-need.ts';

const need = (over: Partial<TrueNeed>): TrueNeed => ({
  customerId: 'C-1',
  kind: 'replenishment',
  subject: 'beans',
  anchorDay: 100,
  needDay: 130,
  outcome: 'open',
  unreminded: 'here',
  valueMinor: 1_000,
  ...over,
});
const said = (over: Partial<SaidNeed>): SaidNeed => ({
  customerId: 'C-1',
  kind: 'replenishment',
  subject: 'beans',
  decidedDay: 120,
  expectedDay: 127,
  ...over,
});
const noPurchases = () => [];

describe('grading forecasts', () => {
  it('measures the distance to the need that began with the same purchase', () => {
    const needs = [need({ anchorDay: 60, needDay: 99 }), need({}), need({ anchorDay: 131 })];
    const grade = gradeForecasts([said({})], needs, noPurchases);
    expect(grade).toMatchObject({ graded: 1, medianErrorDays: 3, sent: 0 });
  });

  it('counts a reminder on the day of the need as in time and one after it as late', () => {
    const sent = [said({ sentDay: 121 }), said({ sentDay: 130 }), said({ sentDay: 131 })];
    expect(gradeForecasts(sent, [need({})], noPurchases)).toMatchObject({
      sent: 3,
      sentBeforeNeed: 2,
      sentLate: 1,
      medianLeadDays: 0,
    });
  });

  it('compares with the last purchase plus the mean gap known at that purchase', () => {
    const grade = gradeForecasts([said({})], [need({})], () => [40, 60, 100, 135]);
    expect(grade).toMatchObject({
      comparable: 1,
      medianErrorDaysOfComparable: 3,
      plainMedianErrorDays: 0,
    });
    expect(gradeForecasts([said({})], [need({})], () => [80, 100])).toMatchObject({
      plainMedianErrorDays: 10,
    });
  });

  it('knows what is left to chance when the true habit is known', () => {
    const grade = gradeForecasts([said({})], [need({})], noPurchases, () => 28.4);
    expect(grade.bestMedianErrorDays).toBe(2);
    expect(gradeForecasts([said({})], [need({})], noPurchases).bestMedianErrorDays).toBeNull();
  });

  it('lets the plain rule say nothing before two purchases', () => {
    const grade = gradeForecasts([said({})], [need({})], () => [100, 135]);
    expect(grade).toMatchObject({ graded: 1, comparable: 0, plainMedianErrorDays: null });
  });

  it('leaves out needs that began unseen and forecasts about nothing', () => {
    const unseen: TrueNeed = {
      customerId: 'C-1',
      kind: 'replenishment',
      subject: 'beans',
      needDay: 130,
      outcome: 'open',
      unreminded: 'here',
      valueMinor: 1,
    };
    expect(gradeForecasts([said({})], [unseen], noPurchases).graded).toBe(0);
    expect(gradeForecasts([said({ subject: 'tea' })], [need({})], noPurchases)).toMatchObject({
      graded: 0,
      medianErrorDays: null,
      medianLeadDays: null,
    });
  });
});

describe('the median', () => {
  it('is the lower one of the middle two, and null of nothing', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2);
    expect(median([])).toBeNull();
  });
});
