import { errorsOf } from '#shared/domain/evaluation/errors.ts';
import type { Question } from './choose-questions.ts';
import type { ChoiceRow, ChoiceRows } from './choose-rows.ts';
import { type Scores, scoresOf } from './choose-scores.ts';
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
  const scores = scoresOf(rows, plain);
  const { customers, moments, happened } = scores;
  const common = { about, horizonDays, customers, moments, happened, ...datesOf(rows) };
  if (customers < NEEDED.customers || Math.min(happened, moments - happened) < NEEDED.ofEach) {
    const why =
      `too little to judge by: ${customers} customers of ${NEEDED.customers}, happened ` +
      `${happened} times of ${moments}, needed ${NEEDED.ofEach} of each`;
    return { ...common, outcome: 'not-judged', why };
  }
  return { ...common, ...judged(scores, championVersion) };
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
  const { mean, standardError } = scores.compare(one, other);
  const word = loses(scores, one, other) ? 'lost' : loses(scores, other, one) ? 'won' : 'tied';
  const [a, b] = [scores.losses[one] ?? 0, scores.losses[other] ?? 0];
  return (
    `${what}: ${word}, log loss ${a.toFixed(4)} to ${b.toFixed(4)} ` +
    `(${mean < 0 ? '' : '+'}${mean.toFixed(4)} ± ${standardError.toFixed(4)})`
  );
}

/** Medians over the dates that every contender and the plain rule named and that came. */
function datesOf(rows: readonly ChoiceRow[]): Pick<Verdict, 'dateErrors'> {
  const known = rows.flatMap(({ dateErrors }) => {
    const errors = dateErrors?.flatMap((error) => error ?? []) ?? [];
    return errors.length > 0 && errors.length === dateErrors?.length ? [errors] : [];
  });
  const medianOf = (at: number): number | undefined =>
    errorsOf(
      known.map((errors) => errors[at] ?? 0),
      new Float64Array(known.length),
    )?.medianAe;
  const [challenger, champion, plain] = [CHALLENGER, CHAMPION, (known[0]?.length ?? 1) - 1].map(
    medianOf,
  );
  if (challenger === undefined || champion === undefined || plain === undefined) return {};
  return { dateErrors: { dates: known.length, challenger, champion, plain } };
}

const rounded = (value = 0): number => Math.round(value * 1e5) / 1e5;
