import { assessGroups, assessProbability } from '../assess-probability.ts';
import { wordsParts } from '../assess-words.ts';
import { type Foreseen, OURS } from '../foreseen.ts';
import type { Answered } from '../kinds/customers.ts';
import { meanOfSeeds } from '../means.ts';
import { beside, calibrationTargets, errorOf, figureOf, type Piece } from '../piece.ts';
import { drawsOf, type ProtocolContext } from '../protocol.ts';
import type { Check, Part, Target } from '../result.ts';
import { calibrated } from '../targets.ts';

/** One question with a yes or no for an answer, beside what others reach. */
export type Question = {
  readonly title: string;
  /** Where the figures of others stand; none beside it when absent. */
  readonly reference?: readonly [protocol: string, part: string];
  /** Rows, and among them the number or the share in which it happened, on the same split elsewhere. */
  readonly rows?: number;
  readonly positives?: number;
  readonly share?: number;
  /** What a plain rule reaches elsewhere on the same split: the proof that the split is the same. */
  readonly plain?: readonly [rule: string, auc: number];
  /** Why its calibration is told and marked, but not judged. */
  readonly apart?: string;
  readonly targets?: (part: Part) => readonly Target[];
};

/** Why forecasts without the pulse stand unjudged beside those with it: nobody is shown them. */
export const NO_PULSE = 'the product follows the pulse';

/** Tables of each horizon: all methods, and ours by evidence and by how much is known. */
export function probabilityPieces(
  { foreseen, microsPerUnit }: Answered,
  questions: readonly Question[],
  context: ProtocolContext,
): Piece[] {
  return questions.map((question, at): Piece => {
    const rows = foreseen[at];
    if (rows === undefined) throw new RangeError(`nothing was foreseen for ${question.title}`);
    const part = assessProbability(question.title, rows, { draws: drawsOf(context) });
    return {
      parts: [
        question.reference === undefined ? part : beside(part, ...question.reference),
        assessGroups(question.title, rows, OURS),
        ...(question.apart === undefined ? wordsParts(question.title, rows) : []),
      ],
      targets: [
        ...(question.targets?.(part) ?? []),
        ...calibrationTargets(question.title, rows, question.apart),
      ],
      checks: checksOf(part, question),
      notes: [scored(question.title, microsPerUnit)],
    };
  });
}

/**
 * The table of a horizon by cross-validation, the same rows dealt by several seeds. The level was
 * learned from these very months, so nobody has to doubt it as one does beforehand: all is judged as
 * numbers.
 */
export function foldedPiece(
  seeds: readonly Answered[],
  question: Question,
  context: ProtocolContext,
): Piece {
  const tried = seeds.flatMap(({ foreseen }) => foreseen.slice(0, 1).map(asNumbers));
  const { title, reference } = question;
  const part = meanOfSeeds(
    tried.map((rows) => assessProbability(title, rows, { draws: drawsOf(context) })),
  );
  const micros = seeds.reduce((sum, { microsPerUnit }) => sum + microsPerUnit, 0) / seeds.length;
  return {
    parts: [
      reference === undefined ? part : beside(part, ...reference),
      ...tried.slice(0, 1).map((rows) => assessGroups(title, rows, OURS)),
    ],
    targets: [...(question.targets?.(part) ?? []), calibrated(title, errorOf(part, OURS))],
    checks: checksOf(part, question),
    notes: [scored(title, micros)],
  };
}

const scored = (title: string, microsPerUnit: number): string =>
  `${title}: scored in ${microsPerUnit.toFixed(1)} µs a unit`;

const asNumbers = (rows: Foreseen): Foreseen => ({
  ...rows,
  toldIn: rows.toldIn.map(() => 'percent'),
  expectedErrors: [],
});

function checksOf(part: Part, { title, rows, positives, share, plain }: Question): Check[] {
  const checks: Check[] = [];
  if (rows !== undefined) {
    checks.push({ what: `${title}: rows`, expected: rows, found: part.rows, tolerance: 0 });
  }
  if (positives !== undefined) {
    const found = part.positives;
    checks.push({ what: `${title}: happened`, expected: positives, found, tolerance: 0 });
  }
  if (share !== undefined) {
    const found = (part.positives ?? 0) / part.rows;
    checks.push({ what: `${title}: share that happened`, expected: share, found, tolerance: 1e-4 });
  }
  if (plain !== undefined) {
    const [rule, expected] = plain;
    const found = figureOf(part, rule, 'auc');
    checks.push({ what: `${title}: AUC of ${rule}`, expected, found, tolerance: 3e-4 });
  }
  return checks;
}
