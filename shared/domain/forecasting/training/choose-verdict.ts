import { errorsOf } from '#shared/domain/evaluation/errors.ts';
import type { Question } from './choose-questions.ts';
import type { ChoiceRow, ChoiceRows } from './choose-rows.ts';
import { dateLosses, logLosses, type Scores, scoresOf } from './choose-scores.ts';
import type { Verdict } from './learning-record.ts';

/**
 * A contender has lost when its loss is larger by more than one standard error. What is as good as
 * the champion takes over, because it knows more of the shop; a twin of the champion is turned away
 * one time in six, and tries again the next night.
 */
const MARGIN_ERRORS = 1;
/** Fewer say nothing. */
const NEEDED = { customers: 30, ofEach: 20 } as const;

/** Places of the contenders; the plain rule comes after them. */
export const CHALLENGER = 0;
export const CHAMPION = 1;
export const CLOSED_FORM = 2;

/**
 * What later data say of one kind of forecast. A challenger whose layer loses to its own closed form
 * or to the plain rule goes without the layer, unless that loses more; then it must not lose to the
 * champion. `championVersion` is for the words.
 */
export function verdictOf(
  { about, horizonDays }: Question,
  { rows, plain }: Pick<ChoiceRows, 'rows' | 'plain'>,
  championVersion: string,
): Verdict {
  const contenders = (rows[0]?.said.length ?? 0) + 1;
  const scores = scoresOf(logLosses(rows, plain), contenders);
  const happened = rows.filter((row) => row.happened).length;
  const { customers, moments } = scores;
  const common = { about, horizonDays, customers, moments, happened };
  if (customers < NEEDED.customers || Math.min(happened, moments - happened) < NEEDED.ofEach) {
    const why =
      `too little to judge by: ${customers} customers of ${NEEDED.customers}, happened ` +
      `${happened} times of ${moments}, needed ${NEEDED.ofEach} of each`;
    return { ...common, outcome: 'not-judged', why };
  }
  const dates = datesOf(rows, contenders, championVersion);
  return { ...common, ...judged(scores, championVersion), ...dates };
}

function judged(
  scores: Scores,
  championVersion: string,
): Pick<Verdict, 'outcome' | 'why' | 'logLoss' | 'beatsPlain'> {
  const plain = scores.losses.length - 1;
  const hasLayer = plain > CLOSED_FORM;
  const candidate = hasLayer && stepsDown(scores, plain) ? CLOSED_FORM : CHALLENGER;
  const isKept = loses(scores, candidate, CHAMPION);
  const winner = isKept ? CHAMPION : candidate;
  const beatsPlain = !loses(scores, winner, plain);
  const outcome = isKept ? 'kept' : candidate === CLOSED_FORM ? 'stepped-down' : 'promoted';
  const words = [
    versus(scores, candidate, CHAMPION, `against ${championVersion}`),
    ...(hasLayer ? [versus(scores, CHALLENGER, CLOSED_FORM, 'its layer against none')] : []),
    versus(scores, winner, plain, 'in force against the plain rule'),
    ...(beatsPlain ? [] : ['the plain rule is better']),
  ];
  return {
    outcome,
    why: words.join('; '),
    beatsPlain,
    logLoss: {
      challenger: rounded(scores.losses[CHALLENGER]),
      champion: rounded(scores.losses[CHAMPION]),
      ...(hasLayer ? { closedForm: rounded(scores.losses[CLOSED_FORM]) } : {}),
      plain: rounded(scores.losses[plain]),
    },
  };
}

const stepsDown = (scores: Scores, plain: number): boolean =>
  (loses(scores, CHALLENGER, CLOSED_FORM) || loses(scores, CHALLENGER, plain)) &&
  scores.compare(CLOSED_FORM, CHALLENGER).mean <= 0;

function loses(scores: Scores, one: number, other: number): boolean {
  const { mean, standardError } = scores.compare(one, other);
  return mean > MARGIN_ERRORS * standardError;
}

function versus(scores: Scores, one: number, other: number, what: string): string {
  const [a, b] = [scores.losses[one] ?? 0, scores.losses[other] ?? 0];
  const { mean, standardError } = scores.compare(one, other);
  return (
    `${what}: ${result(scores, one, other)}, log loss ${a.toFixed(4)} to ${b.toFixed(4)} ` +
    `(${mean < 0 ? '' : '+'}${mean.toFixed(4)} ± ${standardError.toFixed(4)})`
  );
}

const result = (scores: Scores, one: number, other: number): 'lost' | 'won' | 'tied' =>
  loses(scores, one, other) ? 'lost' : loses(scores, other, one) ? 'won' : 'tied';

/** By the mean error the layer of dates stays or goes; the medians are for those who read it. */
function datesOf(
  rows: readonly ChoiceRow[],
  contenders: number,
  championVersion: string,
): Pick<Verdict, 'dateErrors'> {
  const losses = [...dateLosses(rows)];
  const scores = scoresOf(losses, contenders);
  if (scores.customers < NEEDED.customers) return {};
  const medianOf = (at: number): number =>
    errorsOf(
      losses.map((each) => each.losses[at] ?? 0),
      new Float64Array(losses.length),
    )?.medianAe ?? 0;
  const plain = contenders - 1;
  const { mean, standardError } = scores.compare(CHALLENGER, CHAMPION);
  return {
    dateErrors: {
      dates: losses.length,
      challenger: medianOf(CHALLENGER),
      champion: medianOf(CHAMPION),
      ...(plain > CLOSED_FORM ? { closedForm: medianOf(CLOSED_FORM) } : {}),
      plain: medianOf(plain),
      isKept: loses(scores, CHALLENGER, CHAMPION),
      why:
        `dates against ${championVersion}: ${result(scores, CHALLENGER, CHAMPION)}, ` +
        `${(scores.losses[CHALLENGER] ?? 0).toFixed(1)} to ` +
        `${(scores.losses[CHAMPION] ?? 0).toFixed(1)} days off in the mean ` +
        `(${mean < 0 ? '' : '+'}${mean.toFixed(2)} ± ${standardError.toFixed(2)})`,
    },
  };
}

const rounded = (value = 0): number => Math.round(value * 1e5) / 1e5;
