import { describe, expect, it } from 'vitest';
import {
  dataWindow,
  judgedFrom,
  learnedAsOf,
} from '#shared/domain/forecasting/training/learn-from-histories.ts';
import { calendar, orders } from '../../../../functions/learn/shop-history.ts';
import { rhythmOf, seeded } from '../build-fold.ts';

const random = seeded(3);
const histories = Array.from({ length: 80 }, (_, at) =>
  orders(`C-${at}`, {
    tea: rhythmOf(20_000 + Math.floor(30 * random()), 12 + Math.floor(9 * random()), 20),
  }),
);

describe('learning as of a past day', () => {
  it('knows nothing of what happened after the day', () => {
    const day = 20_200;
    const until = histories.map((facts) => facts.filter(({ atMs }) => calendar.dayOf(atMs) <= day));
    const learned = learnedAsOf(histories, day, calendar, 'v');
    expect(learned).toEqual(learnedAsOf(until, day, calendar, 'v'));
    expect(learned).toMatchObject({ learnedOn: day, customers: 80 });
    expect(learned.intervals).not.toEqual(learnedAsOf(histories, 20_300, calendar, 'v').intervals);
  });
});

describe('the days by which is judged', () => {
  it('are three tenths of the data, thirteen weeks at most', () => {
    expect(judgedFrom(20_000, 20_200)).toBe(20_140);
    expect(judgedFrom(20_000, 21_000)).toBe(20_909);
  });

  it('are none while there would be fewer than four weeks', () => {
    expect(judgedFrom(20_000, 20_093)).toBeUndefined();
    expect(judgedFrom(20_000, 20_094)).toBe(20_066);
  });
});

describe('the data window', () => {
  it('begins when one in twenty customers had come, so that one odd date does not age the data', () => {
    const odd = orders('C-odd', { tea: [9_000] });
    const window = dataWindow([...histories, odd], 20_240, calendar);
    expect(window?.firstDay).toBeGreaterThanOrEqual(20_000);
    expect(window?.lastDay).toBe(20_240);
  });

  it('is not known without a history', () => {
    expect(dataWindow([[]], 20_240, calendar)).toBeUndefined();
  });
});
