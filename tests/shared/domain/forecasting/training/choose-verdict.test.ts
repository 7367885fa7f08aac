import { describe, expect, it } from 'vitest';
import { questionsFor } from '#shared/domain/forecasting/training/choose-questions.ts';
import type { ChoiceRow } from '#shared/domain/forecasting/training/choose-rows.ts';
import { verdictOf } from '#shared/domain/forecasting/training/choose-verdict.ts';
import type { Verdict } from '#shared/domain/forecasting/training/learning-record.ts';
import { seeded } from '../build-fold.ts';

const [question] = questionsFor(90);

type Skill = (chance: number) => number | undefined;

/** Two hundred customers, each with a chance that only good contenders know. */
function judge(
  skills: readonly Skill[],
  { customers = 200, dates }: { customers?: number; dates?: readonly number[] } = {},
): Verdict {
  if (question === undefined) throw new Error('there is no question');
  const random = seeded(11);
  const rows = Array.from({ length: customers * 4 }, (_, at): ChoiceRow => {
    const chance = 0.05 + 0.9 * random();
    return {
      customer: at % customers,
      plainClass: 0,
      happened: random() < chance,
      said: skills.map((skill) => skill(chance)),
      ...(dates === undefined ? {} : { dateErrors: dates.map((days) => days * random()) }),
    };
  });
  const plain = { happened: Float64Array.of(500), all: Float64Array.of(1_000) };
  return verdictOf(question, { rows, plain }, 'before');
}

const knows: Skill = (chance) => chance;
const guesses: Skill = () => 0.5;
const isWrong: Skill = (chance) => 1 - chance;

describe('a verdict', () => {
  it('promotes what foresees better than the champion', () => {
    const verdict = judge([knows, guesses]);
    expect(verdict).toMatchObject({ outcome: 'promoted', beatsPlain: true, customers: 200 });
    expect(verdict.why).toMatch(/^against before: won, log loss 0\.\d{4} to 0\.6931 \(-/);
  });

  it('promotes what is as good, because it knows more of the shop', () => {
    expect(judge([knows, knows])).toMatchObject({ outcome: 'promoted' });
  });

  it('keeps the champion who foresees better', () => {
    const verdict = judge([guesses, knows]);
    expect(verdict).toMatchObject({ outcome: 'kept', beatsPlain: true });
    expect(verdict.why).toMatch(/against before: lost.*\(\+/);
  });

  it('leaves a layer away that is worse than its own closed form', () => {
    const verdict = judge([guesses, guesses, knows]);
    expect(verdict.outcome).toBe('stepped-down');
    expect(verdict.why).toContain('its layer against none: lost');
  });

  it('leaves a layer away that loses to the plain rule, and says when the closed form does too', () => {
    const slightlyWrong: Skill = (chance) => 0.5 + (0.5 - chance) / 4;
    const verdict = judge([isWrong, isWrong, slightlyWrong]);
    expect(verdict).toMatchObject({ outcome: 'stepped-down', beatsPlain: false });
    expect(verdict.why).toContain('the plain rule is better');
  });

  it('keeps a layer that loses to the plain rule less than its closed form does', () => {
    expect(judge([guesses, isWrong, isWrong]).outcome).toBe('promoted');
  });

  it('judges a layer where there is one, not by those whom it leaves to the closed form', () => {
    const closed: Skill = (chance) => (chance < 0.7 ? 1 - chance : chance);
    const layered: Skill = (chance) => (chance < 0.7 ? 1 - chance : 0.98 * chance);
    const verdict = judge([layered, closed, closed]);
    expect(verdict).toMatchObject({ outcome: 'promoted', beatsPlain: false });
    expect(verdict.logLoss?.challenger).toBeGreaterThan(verdict.logLoss?.closedForm ?? 9);
    expect(verdict.why).toContain('its layer against none: tied');
  });

  it('promotes where the champion would have shown nothing', () => {
    const silent = judge([knows, () => undefined, knows]);
    expect(silent).toMatchObject({ outcome: 'promoted', beatsPlain: true });
    expect(silent.why).toMatch(/^against before: too little in common; its layer/);
    expect(silent.logLoss?.versus).toBeUndefined();
  });

  it('is not given on a few customers', () => {
    const verdict = judge([knows, guesses], { customers: 29 });
    expect(verdict).toMatchObject({ outcome: 'not-judged' });
    expect(verdict.logLoss).toBeUndefined();
  });

  it('is given on dates apart', () => {
    const better = judge([knows, guesses], { dates: [5, 20, 10] });
    expect(better.dateErrors).toMatchObject({ dates: 800, isKept: false });
    expect(better.dateErrors?.challenger).toBeLessThan(5);
    const worse = judge([knows, guesses], { dates: [20, 5, 10] });
    expect(worse).toMatchObject({ outcome: 'promoted', dateErrors: { isKept: true } });
    expect(worse.dateErrors?.why).toMatch(
      /^dates against before: lost, \d+\.\d to \d+\.\d days off/,
    );
  });
});
