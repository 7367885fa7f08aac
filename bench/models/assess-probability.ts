import { bootstrap, type Spread } from '#shared/domain/evaluation/bootstrap.ts';
import {
  calibrationError,
  equalCountBins,
  equalWidthBins,
} from '#shared/domain/evaluation/calibration.ts';
import { correctedError, errorByChance } from '#shared/domain/evaluation/calibration-chance.ts';
import { byScore, type Judged } from '#shared/domain/evaluation/judged.ts';
import { brierScore, logLoss } from '#shared/domain/evaluation/probability-score.ts';
import { areaUnderCurve, averagePrecision, lift } from '#shared/domain/evaluation/ranking.ts';
import type { Foreseen, Method } from './foreseen.ts';
import { evidenceShares, groupsOf } from './groups.ts';
import type { Figures, MethodRow, Part, ShownError } from './result.ts';

/** Draws of the bootstrap; none leaves the spreads out. */
export type Effort = { readonly draws: number };

/** One table of every method, ours with its spread. */
export function assessProbability(title: string, rows: Foreseen, { draws }: Effort): Part {
  const methods = [...rows.methods].map(([method, said]): MethodRow => {
    const figures = figuresWithChance(rows, said);
    if (said.speaker !== 'ours' || draws === 0) return { method, speaker: said.speaker, figures };
    return { method, speaker: said.speaker, figures, spread: spreads(rows, said, draws) };
  });
  const inPercent = shareInPercent(rows);
  return {
    title,
    kind: 'probability',
    horizonDays: rows.horizonDays,
    rows: rows.outcomes.length,
    positives: sum(rows.outcomes),
    methods,
    evidence: evidenceShares(rows.evidence),
    ...(inPercent === undefined ? {} : { inPercent }),
  };
}

/** The figures; the calibration error of ours beside what so few rows show by chance, and without that. */
export function figuresWithChance(rows: Foreseen, said: Method): Figures {
  const figures = figuresOf(rows, said);
  const { speaker, isProbability, scores } = said;
  if (speaker !== 'ours' || !isProbability) return figures;
  const chance = errorByChance(scores);
  return defined({
    ...figures,
    eceByChance: chance?.mean,
    eceByChance95: chance?.most,
    eceCorrected: correctedError(equalCountBins({ scores, outcomes: rows.outcomes })),
    eceExpected: expectedError(rows),
    eceInPercent: isMixed(rows)
      ? errorOf(rows, said, (at) => isInPercent(rows, at))?.error
      : undefined,
  });
}

/** What the product itself expects, on average over rows; undefined where it does not know of each. */
function expectedError({ expectedErrors, outcomes }: Foreseen): number | undefined {
  const isKnown = outcomes.length > 0 && expectedErrors.length === outcomes.length;
  return isKnown ? sum(expectedErrors) / outcomes.length : undefined;
}

/** Every figure of a ranking, and of a probability where it is one. */
export function figuresOf({ outcomes }: Foreseen, { scores, isProbability }: Method): Figures {
  const judged: Judged = { scores, outcomes };
  const order = byScore(scores);
  return defined({
    auc: areaUnderCurve(judged, order),
    ap: averagePrecision(judged, order),
    lift10: lift(judged, 0.1),
    ...(isProbability ? calibratedFigures(judged) : {}),
  });
}

const calibratedFigures = (judged: Judged) => ({
  brier: brierScore(judged),
  logLoss: logLoss(judged),
  ece: calibrationError(equalCountBins(judged)),
  eceEqualWidth: calibrationError(equalWidthBins(judged)),
});

function spreads(rows: Foreseen, { scores }: Method, draws: number): Record<string, Spread> {
  const { outcomes, units } = rows;
  const order = byScore(scores);
  const judged = (weights: Float64Array): Judged => ({ scores, outcomes, weights });
  return defined({
    auc: bootstrap(units, (weights) => areaUnderCurve(judged(weights), order), { draws }),
    ap: bootstrap(units, (weights) => averagePrecision(judged(weights), order), { draws }),
    brier: bootstrap(units, (weights) => brierScore(judged(weights)), { draws }),
  });
}

/** How good the forecasts of one method are by how much is known of the unit, and by what is said of the evidence. */
export function assessGroups(title: string, rows: Foreseen, method: string): Part {
  const said = rows.methods.get(method);
  if (said === undefined) throw new RangeError(`nothing was said by ${method}`);
  return {
    title,
    kind: 'groups',
    horizonDays: rows.horizonDays,
    rows: rows.outcomes.length,
    methods: groupsOf(rows).flatMap(({ name, has }): MethodRow[] => {
      const part = only(rows, said, has);
      if (part.outcomes.length === 0) return [];
      const figures = {
        n: part.outcomes.length,
        baseRate: sum(part.outcomes) / part.outcomes.length,
        ...figuresOf({ ...rows, outcomes: part.outcomes }, { ...said, scores: part.scores }),
      };
      return [{ method: name, speaker: 'ours', figures }];
    }),
  };
}

/**
 * Calibration error of the probabilities that the product shows as numbers: those with any evidence
 * that are told in percent. Beside it what chance alone would leave, were every one of them right;
 * undefined when nothing is shown.
 */
export const shownError = (rows: Foreseen, method: string): ShownError | undefined =>
  errorOf(rows, rows.methods.get(method), (at) => isInPercent(rows, at));

/** The same of all with any evidence, as if those told in words were numbers, too. */
export const errorAsNumbers = (rows: Foreseen, method: string): ShownError | undefined =>
  errorOf(rows, rows.methods.get(method), (at) => isShown(rows, at));

/** Of the probabilities that the product shows, the share told in percent; undefined when it shows none. */
export function shareInPercent(rows: Foreseen): number | undefined {
  const told = rows.toldIn.filter((_, at) => isShown(rows, at));
  if (told.length === 0) return undefined;
  return told.filter((each) => each === 'percent').length / told.length;
}

function isMixed(rows: Foreseen): boolean {
  const share = shareInPercent(rows) ?? 0;
  return share > 0 && share < 1;
}

const isInPercent = (rows: Foreseen, at: number): boolean =>
  isShown(rows, at) && rows.toldIn[at] === 'percent';

const isShown = ({ evidence }: Foreseen, at: number): boolean => evidence[at] !== 'none';

function errorOf(
  rows: Foreseen,
  said: Method | undefined,
  has: (at: number) => boolean,
): ShownError | undefined {
  if (said === undefined) return undefined;
  const judged = only(rows, said, has);
  const bins = equalCountBins(judged);
  const error = calibrationError(bins);
  const byChance = errorByChance(judged.scores);
  const corrected = correctedError(bins);
  if (error === undefined || byChance === undefined || corrected === undefined) return undefined;
  return { error, byChance, corrected };
}

function only({ outcomes }: Foreseen, { scores }: Method, has: (at: number) => boolean) {
  const rows = outcomes.flatMap((_, at) => (has(at) ? [at] : []));
  return {
    scores: rows.map((at) => scores[at] ?? 0),
    outcomes: rows.map((at) => outcomes[at] ?? 0),
  };
}

/** Without the entries that could not be told. */
export const defined = <Value>(
  figures: Readonly<Record<string, Value | undefined>>,
): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);
