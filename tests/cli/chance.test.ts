import { describe, expect, it } from 'vitest';
import {
  chance,
  chanceInFull,
  likely,
  likelyInFull,
  type Told,
  whyInWords,
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

  it('is not rounded to certainty', () => {
    const told = [0.9999, 0.995, 0.9949, 0.0051, 0.005, 0.0049, 1e-9].map(inPercent).map(chance);
    const [over, under] = ['over 99 %', 'under 1 %'];
    expect(told).toEqual([over, over, '99 %', '1 %', '1 %', under, under]);
    expect([chance(inPercent(1)), chance(inPercent(0))]).toEqual(['100 %', '0 %']);
    expect(likelyInFull(inPercent(0.9999))).toBe('over 99 % likely');
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
    const [meanings, why] = wordsMeant('leaving', [0.2, 0.95, 0.7, 0.8].map(inWords));
    expect(meanings).toBe('very likely: 90 to 99 %; likely: 66 to 90 %; unlikely: 10 to 33 %.');
    expect(why).toMatch(/a number in percent would not hold/);
    expect(why).toMatch(/younger than 14 months/);
  });

  it('guesses only at what may lie behind what the table shows', () => {
    const why = (of: 'leaving' | 'needs') => wordsMeant(of, [inWords(0.2)])[1];
    expect(why('leaving')).not.toMatch(/products/);
    expect(why('needs')).not.toMatch(/14 months/);
    expect(why('needs')).toMatch(/No season is learned of single products/);
    const both = whyInWords(['leaving', 'needs', 'needs']);
    expect(both.match(/single products|14 months/g)).toEqual(['14 months', 'single products']);
    expect(both.match(/In words/g)).toHaveLength(1);
  });

  it('is nothing of those that are told in percent', () => {
    expect(wordsMeant('needs', [inPercent(0.2), inPercent(0.7)])).toEqual([]);
    expect(wordsMeant('needs', [inPercent(0.2), inWords(0.7)])[0]).toBe('likely: 66 to 90 %.');
  });
});

it('gives machines the word beside any probability, and none beside none', () => {
  expect(withLikelihood(inPercent(0.7))).toEqual({ ...inPercent(0.7), likelihood: 'likely' });
  expect(withLikelihood({ probability: null })).toEqual({ probability: null, likelihood: null });
});
