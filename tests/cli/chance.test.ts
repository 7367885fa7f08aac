import { describe, expect, it } from 'vitest';
import {
  chance,
  chanceInFull,
  likely,
  likelyInFull,
  type Told,
  withLikelihood,
  wordsMeant,
} from '#cli/chance.ts';

const inPercent = (probability: number): Told => ({ probability, toldIn: 'percent' });
const inWords = (probability: number): Told => ({ probability, toldIn: 'words' });

describe('a probability as people are told it', () => {
  it('is a percentage where that holds', () => {
    const told = inPercent(0.724);
    expect([chance(told), chanceInFull(told)]).toEqual(['72 %', '72 %']);
    expect([likely(told), likelyInFull(told)]).toEqual(['72 % likely', '72 % likely']);
  });

  it('is a word where it would not, with its range where nothing else explains it', () => {
    const told = inWords(0.724);
    expect([chance(told), chanceInFull(told)]).toEqual(['likely', 'likely (66 to 90 %)']);
    expect([likely(told), likelyInFull(told)]).toEqual(['likely', 'likely (66 to 90 %)']);
    expect(chanceInFull(inWords(1))).toBe('virtually certain (99 to 100 %)');
    expect(chanceInFull(inWords(0))).toBe('exceptionally unlikely (0 to 1 %)');
  });
});

describe('what is said below a table', () => {
  it('is what its words mean, each once and the likeliest first, and why they are there', () => {
    const [meanings, why] = wordsMeant([0.2, 0.95, 0.7, 0.8].map(inWords));
    expect(meanings).toBe('very likely: 90 to 99 %; likely: 66 to 90 %; unlikely: 10 to 33 %.');
    expect(why).toMatch(/a number in percent would not hold/);
    expect(why).toMatch(/younger than 14 months/);
  });

  it('is nothing of those that are told in percent', () => {
    expect(wordsMeant([inPercent(0.2), inPercent(0.7)])).toEqual([]);
    expect(wordsMeant([inPercent(0.2), inWords(0.7)])[0]).toBe('likely: 66 to 90 %.');
  });
});

it('gives machines the word beside any probability, and none beside none', () => {
  expect(withLikelihood(inPercent(0.7))).toEqual({ ...inPercent(0.7), likelihood: 'likely' });
  expect(withLikelihood({ probability: null })).toEqual({ probability: null, likelihood: null });
});
