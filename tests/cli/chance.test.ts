import { describe, expect, it } from 'vitest';
import {
  asTold,
  chance,
  chanceInFull,
  likely,
  likelyInFull,
  whyInWords,
  wordsMeant,
} from '#cli/chance.ts';
import { type Told, told } from '#shared/domain/forecasting/told.ts';

const inPercent = (probability: number): Told => told({ probability, toldIn: 'percent' });
const inWords = (probability: number): Told => told({ probability, toldIn: 'words' });

describe('a probability as people are told it', () => {
  it('is a percentage where that holds', () => {
    const each = inPercent(0.724);
    expect([chance(each), chanceInFull(each)]).toEqual(['72 %', '72 %']);
    expect([likely(each), likelyInFull(each)]).toEqual(['72 % likely', '72 % likely']);
  });

  it('is not rounded to certainty', () => {
    const texts = [0.9999, 0.995, 0.9949, 0.0051, 0.005, 0.0049, 1e-9].map(inPercent).map(chance);
    const [over, under] = ['over 99 %', 'under 1 %'];
    expect(texts).toEqual([over, over, '99 %', '1 %', '1 %', under, under]);
    expect([chance(inPercent(1)), chance(inPercent(0))]).toEqual(['100 %', '0 %']);
    expect(likelyInFull(inPercent(0.9999))).toBe('over 99 % likely');
  });

  it('is a word where it would not, with its range where nothing else explains it', () => {
    const each = inWords(0.724);
    expect([chance(each), chanceInFull(each)]).toEqual(['likely', 'likely (66 to 90 %)']);
    expect([likely(each), likelyInFull(each)]).toEqual(['likely', 'likely (66 to 90 %)']);
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

it('shows of a line its number only where that holds, and the word in any case', () => {
  const line = { customerId: 'C-1', probability: 0.7 };
  const likelihood = { word: 'likely', from: 0.66, to: 0.9 };
  expect(asTold({ ...line, toldIn: 'percent' })).toEqual({
    ...line,
    toldIn: 'percent',
    likelihood,
  });
  const inWords = { customerId: 'C-1', probability: null, toldIn: 'words', likelihood };
  expect(asTold({ ...line, toldIn: 'words' })).toEqual(inWords);
});
