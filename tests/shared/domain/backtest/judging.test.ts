import { describe, expect, it } from 'vitest';
import type { Claim, DatedClaim } from '#shared/domain/backtest/claim.ts';
import { judgeDates } from '#shared/domain/backtest/judge-dates.ts';
import { judgeKind } from '#shared/domain/backtest/judge-kind.ts';
import { seededRandom } from '#shared/domain/evaluation/seeded-random.ts';

const random = seededRandom(3);

/** Claims whose outcome follows a chance, foreseen and ranked by the rule as the functions say. */
function claimsOf(
  foreseen: (chance: number) => number,
  ruleSays: (chance: number) => number | undefined,
): Claim[] {
  return Array.from({ length: 2_000 }, (_none, at) => {
    const chance = random();
    const said = ruleSays(chance);
    return {
      customer: at % 400,
      probability: foreseen(chance),
      happened: random() < chance ? 1 : 0,
      evidence: at % 2 === 0 ? 'thin' : 'enough',
      seen: 1 + (at % 12),
      rules: new Map(said === undefined ? [] : [['recency', said] as const]),
    };
  });
}

const judged = (claims: readonly Claim[], dated: readonly DatedClaim[] = []) =>
  judgeKind(
    { kind: 'churn', claims, known: claims.length, untold: 3, dated, knownDates: dated.length },
    90,
  );
const noise = (): number => random();
const words = (result: ReturnType<typeof judged>): string =>
  result?.verdicts.map(({ mark, text }) => `${mark}: ${text}`).join('\n') ?? '';

describe('a forecast beside a plain rule', () => {
  it('is better than a rule that knows nothing, and says so', () => {
    const result = judged(claimsOf((chance) => chance, noise));
    expect(result?.rules).toMatchObject([{ rule: 'recency', claims: 2_000, verdict: 'better' }]);
    expect(words(result)).toContain('good: The forecast ranks better than every plain rule');
    expect(words(result)).toContain('good: Its probabilities hold');
  });

  it('is worse than a rule that knows all, and says to use the rule', () => {
    const result = judged(claimsOf(noise, (chance) => chance));
    expect(result?.rules[0]?.verdict).toBe('worse');
    expect(words(result)).toContain('bad: The forecast does not beat the plain rule "recency"');
    expect(words(result)).toContain('Rank by that rule instead');
    expect(words(result)).toContain('bad: As a probability it is worth no more than saying');
  });

  it('cannot be told from a rule that ranks the same', () => {
    const result = judged(
      claimsOf(
        (chance) => chance,
        (chance) => chance * 2,
      ),
    );
    expect(result?.rules[0]?.verdict).toBe('level');
    expect(words(result)).toContain(
      'level: The forecast cannot be told on these data from the plain rule',
    );
  });

  it('is compared only where the rule has something to say', () => {
    const result = judged(
      claimsOf(
        (chance) => chance,
        (chance) => (chance < 0.5 ? chance : undefined),
      ),
    );
    expect(result?.rules[0]?.claims).toBeLessThan(1_200);
    expect(result?.ruleGain).toBeUndefined();
  });

  it('promises wrongly when it is twice too sure', () => {
    const result = judged(claimsOf((chance) => Math.min(1, 0.5 + chance / 2), noise));
    expect(words(result)).toContain('bad: Its probabilities do not hold');
    expect(result?.figures.ece).toBeGreaterThan(0.2);
  });

  it('is shown by evidence and by number seen, every claim in one group', () => {
    const result = judged(claimsOf((chance) => chance, noise));
    const total = (groups: readonly { claims: number }[] = []): number =>
      groups.reduce((sum, { claims }) => sum + claims, 0);
    expect(total(result?.byEvidence)).toBe(2_000);
    expect(total(result?.bySeen)).toBe(2_000);
    expect(result?.bySeen.map(({ group }) => group)).toEqual(['1', '2', '3-4', '5-9', '10+']);
  });

  it('is not judged when nothing came due', () => {
    expect(judged([])).toBeUndefined();
  });
});

describe('dates beside a plain rule', () => {
  const dated = (off: number, ruleOff: number): DatedClaim[] =>
    Array.from({ length: 300 }, (_none, at) => ({
      customer: at % 60,
      evidence: 'enough',
      seen: 4,
      foreseen: 20 + off * (at % 2 === 0 ? 1 : -1),
      p10: 10,
      p90: 30,
      came: at % 10 === 0 ? 31 : 20,
      rules: new Map([['mean interval', 20 + ruleOff] as const]),
    }));

  it('are nearer when they are', () => {
    expect(judgeDates(dated(1, 6), 300)?.rules).toMatchObject([{ verdict: 'better', dates: 300 }]);
    expect(judgeDates(dated(6, 1), 300)?.rules).toMatchObject([{ verdict: 'worse' }]);
  });

  it('say how many came between their bounds', () => {
    expect(judgeDates(dated(0, 1), 300)?.figures.coverage80).toBeCloseTo(0.9);
  });

  it('say nothing of dates that never came', () => {
    expect(judgeDates([], 0)).toBeUndefined();
  });
});
