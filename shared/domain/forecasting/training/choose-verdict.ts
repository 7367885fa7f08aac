import { errorsOf } from '#shared/domain/evaluation/errors.ts';
import type { Question } from './choose-questions.ts';
import type { ChoiceRow, ChoiceRows } from './choose-rows.ts';
import { type Comparison, compared, dateLosses, type Losses, logLosses } from './choose-scores.ts';
import type { Verdict } from './learning-record.ts';

/**
 * A contender has lost when its loss is larger by so many standard errors, which happens to a twin in
 * one of twenty nights. What is as good as the champion takes over, because it knows more of the shop.
 */
const MARGIN_ERRORS = 1.645;
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
  const customers = new Set(rows.map(({ customer }) => customer)).size;
  const happened = rows.filter((row) => row.happened).length;
  const moments = rows.length;
  const common = { about, horizonDays, customers, moments, happened };
  if (customers < NEEDED.customers || Math.min(happened, moments - happened) < NEEDED.ofEach) {
    const why =
      `too little to judge by: ${customers} customers of ${NEEDED.customers}, happened ` +
      `${happened} times of ${moments}, needed ${NEEDED.ofEach} of each`;
    return { ...common, outcome: 'not-judged', why };
  }
  const plainAt = rows[0]?.said.length ?? 0;
  const decided = judged(logLosses(rows, plain), plainAt, championVersion);
  return { ...common, ...decided, ...datesOf(rows, plainAt, championVersion) };
}

function judged(
  losses: readonly Losses[],
  plainAt: number,
  championVersion: string,
): Pick<Verdict, 'outcome' | 'why' | 'logLoss' | 'beatsPlain'> {
  const hasLayer = plainAt > CLOSED_FORM;
  /* Many pairs and customers are left to the closed form: a layer is judged where there is one. */
  const layered = losses.filter(({ losses: of }) => of[CHALLENGER] !== of[CLOSED_FORM]);
  const ofLayer = compared(layered, CHALLENGER, CLOSED_FORM);
  const layerLost = isLost(ofLayer) || isLost(compared(layered, CHALLENGER, plainAt));
  const stepsDown = hasLayer && layerLost && ofLayer.difference >= 0;
  const candidate = stepsDown ? CLOSED_FORM : CHALLENGER;
  const againstChampion = compared(losses, candidate, CHAMPION);
  const isKept = isLost(againstChampion);
  const againstPlain = compared(losses, isKept ? CHAMPION : candidate, plainAt);
  const beatsPlain = !isLost(againstPlain);
  const words = [
    inWords(againstChampion, `against ${championVersion}`),
    ...(hasLayer ? [inWords(ofLayer, 'its layer against none')] : []),
    inWords(againstPlain, 'in force against the plain rule'),
    ...(beatsPlain ? [] : ['the plain rule is better']),
  ];
  const meanOf = (at: number): number => rounded(compared(losses, at, at).first);
  return {
    outcome: isKept ? 'kept' : candidate === CLOSED_FORM ? 'stepped-down' : 'promoted',
    why: words.join('; '),
    beatsPlain,
    logLoss: {
      challenger: meanOf(CHALLENGER),
      ...(hasLayer ? { closedForm: meanOf(CLOSED_FORM) } : {}),
      plain: meanOf(plainAt),
      ...versusOf(againstChampion),
    },
  };
}

const versusOf = ({ moments, first, second }: Comparison) =>
  moments === 0
    ? {}
    : { versus: { candidate: rounded(first), champion: rounded(second), moments } };

/** Whether the first has lost. With too few customers in common nobody has. */
const isLost = ({ customers, difference, standardError }: Comparison): boolean =>
  customers >= NEEDED.customers && difference > MARGIN_ERRORS * standardError;

const isWon = (comparison: Comparison): boolean =>
  isLost({ ...comparison, difference: -comparison.difference });

const result = (comparison: Comparison): 'lost' | 'won' | 'tied' =>
  isLost(comparison) ? 'lost' : isWon(comparison) ? 'won' : 'tied';

function inWords(comparison: Comparison, what: string): string {
  const { customers, moments, first, second } = comparison;
  if (customers < NEEDED.customers) return `${what}: too little in common`;
  return (
    `${what}: ${result(comparison)}, log loss ${first.toFixed(4)} to ${second.toFixed(4)} ` +
    `(${signed(comparison, 4)}, ${customers} customers, ${moments} moments)`
  );
}

const signed = ({ difference, standardError }: Comparison, digits: number): string =>
  `${difference < 0 ? '' : '+'}${difference.toFixed(digits)} ± ${standardError.toFixed(digits)}`;

/** By the mean error the layer of dates stays or goes; the medians are for those who read it. */
function datesOf(
  rows: readonly ChoiceRow[],
  plainAt: number,
  championVersion: string,
): Pick<Verdict, 'dateErrors'> {
  const losses = dateLosses(rows).filter((row) => !row.losses.includes(undefined));
  const comparison = compared(losses, CHALLENGER, CHAMPION);
  if (comparison.customers < NEEDED.customers) return {};
  const medianOf = (at: number): number =>
    errorsOf(
      losses.map((row) => row.losses[at] ?? 0),
      new Float64Array(losses.length),
    )?.medianAe ?? 0;
  return {
    dateErrors: {
      dates: losses.length,
      challenger: medianOf(CHALLENGER),
      champion: medianOf(CHAMPION),
      ...(plainAt > CLOSED_FORM ? { closedForm: medianOf(CLOSED_FORM) } : {}),
      plain: medianOf(plainAt),
      isKept: isLost(comparison),
      why:
        `dates against ${championVersion}: ${result(comparison)}, ` +
        `${comparison.first.toFixed(1)} to ${comparison.second.toFixed(1)} days off in the mean ` +
        `(${signed(comparison, 2)}, ${comparison.customers} customers)`,
    },
  };
}

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
