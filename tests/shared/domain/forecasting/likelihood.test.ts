import { describe, expect, it } from 'vitest';
import { likelihoodOf } from '#shared/domain/forecasting/likelihood.ts';

describe('a likelihood', () => {
  it('has a word for every probability, each from where the one below it ends', () => {
    const words = [0, 0.01, 0.1, 0.33, 0.66, 0.9, 0.99, 1].map((at) => likelihoodOf(at).word);
    expect(words).toEqual([
      'exceptionally unlikely',
      'very unlikely',
      'unlikely',
      'as likely as not',
      'likely',
      'very likely',
      'virtually certain',
      'virtually certain',
    ]);
  });

  it('stands for all from where the one below it ends', () => {
    for (const bound of [0.01, 0.1, 0.33, 0.66, 0.9, 0.99]) {
      expect(likelihoodOf(bound).from).toBe(bound);
      expect(likelihoodOf(bound - 1e-9).to).toBe(bound);
    }
    expect([likelihoodOf(0).from, likelihoodOf(1).to]).toEqual([0, 1]);
  });

  it('is none of what is no number', () => {
    expect(() => likelihoodOf(Number.NaN)).toThrow(RangeError);
  });

  it('says which probabilities its word stands for', () => {
    for (let probability = 0; probability < 1; probability += 0.003) {
      const { from, to } = likelihoodOf(probability);
      expect(from).toBeLessThanOrEqual(probability);
      expect(to).toBeGreaterThan(probability);
      expect(likelihoodOf(from)).toBe(likelihoodOf(probability));
    }
  });
});
