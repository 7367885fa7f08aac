import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { PLAIN_CLASSES, type Question, type Said } from './choose-questions.ts';
import type { Timeline } from './timeline.ts';

/** One forecast of every contender, and what came of it. */
export type ChoiceRow = {
  /** Number of the customer, from 0. */
  readonly customer: number;
  readonly plainClass: number;
  readonly happened: boolean;
  /** Probabilities by contender; undefined where one would have shown nothing. */
  readonly said: readonly (number | undefined)[];
  /** Absolute errors of the date in days by contender, and of the plain rule last, where it came. */
  readonly dateErrors?: readonly (number | undefined)[];
};

/** How often it happened by class of how long it has been, and in all. */
export type PlainCounts = { readonly happened: Float64Array; readonly all: Float64Array };

export type ChoiceRows = {
  /** A past moment from which the plain rule learns. */
  addLesson(fold: Fold, timeline: Timeline, day: number): void;
  /** A moment that every contender is asked about. */
  addTest(customer: number, fold: Fold, timeline: Timeline, day: number): void;
  readonly rows: readonly ChoiceRow[];
  readonly plain: PlainCounts;
};

/** Moments judged of one kind; they settle a loss to within some 0.004. */
const ROWS_KEPT = 40_000;
const LESSONS_KEPT = 2 * ROWS_KEPT;
/** Products or assets of one customer asked about at one moment: many customers teach more than one. */
const SUBJECTS_ASKED = 5;

/**
 * Asks all contenders the same question and keeps what they said. A moment counts when the first of
 * them would have shown something. Dates that came after `lastDay` are not known.
 */
export function choiceRows(
  question: Question,
  [first, ...others]: readonly [Model, ...Model[]],
  lastDay: number,
): ChoiceRows {
  const rows: ChoiceRow[] = [];
  const plain = { happened: new Float64Array(PLAIN_CLASSES), all: new Float64Array(PLAIN_CLASSES) };
  let lessons = 0;
  return {
    rows,
    plain,
    addLesson(fold, timeline, day) {
      if (lessons >= LESSONS_KEPT) return;
      for (const subject of fewOf(question.subjects(fold, first))) {
        const truth = question.truth(fold, subject, timeline, day);
        if (truth === undefined) continue;
        const plainClass = question.plainClass(fold, subject, day);
        lessons += 1;
        addAt(plain.all, plainClass, 1);
        if (truth.happened) addAt(plain.happened, plainClass, 1);
      }
    },
    addTest(customer, fold, timeline, day) {
      if (rows.length >= ROWS_KEPT) return;
      for (const subject of fewOf(question.subjects(fold, first))) {
        const own = question.forecast(fold, subject, first, day);
        if (own === undefined) continue;
        const said = [own, ...others.map((model) => question.forecast(fold, subject, model, day))];
        const truth = question.truth(fold, subject, timeline, day);
        if (truth === undefined) continue;
        const came = truth.day !== undefined && truth.day <= lastDay ? truth.day : undefined;
        rows.push({
          customer,
          plainClass: question.plainClass(fold, subject, day),
          happened: truth.happened,
          said: said.map((each) => each?.probability),
          ...(came === undefined ? {} : { dateErrors: errorsOf(said, came) }),
        });
      }
    },
  };
}

/** Evenly spread over those the customer has. */
function fewOf(subjects: readonly string[]): readonly string[] {
  const step = Math.max(subjects.length / SUBJECTS_ASKED, 1);
  return step === 1
    ? subjects
    : Array.from({ length: SUBJECTS_ASKED }, (_, at) => subjects[Math.floor(at * step)] ?? '');
}

/** Of each contender, then of the plain rule. */
const errorsOf = (said: readonly Said[], came: number): (number | undefined)[] =>
  [...said.map((each) => each?.expectedDay), said[0]?.plainDay].map((day) =>
    day === undefined ? undefined : Math.abs(day - came),
  );

const addAt = (array: Float64Array, at: number, amount: number): void => {
  array[at] = (array[at] ?? 0) + amount;
};
