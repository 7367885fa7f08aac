import type { Fact } from '#shared/domain/customer/fact.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import type { Model } from '../model.ts';
import { closedFormOf } from './choose-groups.ts';
import { type Question, questionsFor } from './choose-questions.ts';
import { type ChoiceRows, choiceRows } from './choose-rows.ts';
import { verdictOf } from './choose-verdict.ts';
import type { Verdict } from './learning-record.ts';
import { lookBack } from './look-back.ts';

/** Who stands against whom, and the days of the time they are judged by. */
export type Contest = {
  /** Learned on what was known on `fromDay`. */
  readonly challenger: Model;
  /** In force on `fromDay`. */
  readonly champion: Model;
  readonly fromDay: number;
  readonly toDay: number;
  readonly calendar: Calendar;
};

export type Choosing = {
  /** Takes in the whole history of one customer, in key order. */
  add(facts: readonly Fact[]): void;
  finish(): Verdict[];
};

/** Moments of one kind of forecast: from the first day to the last whose outcome is known. */
const TESTS = 3;
/** Earlier moments from which the plain rule learns, a horizon apart. */
const LESSONS = 3;

/** Lets both forecast the same past moments that neither has seen, and compares with what came. */
export function startChoosing(contest: Contest): Choosing {
  const contests = questionsFor(contest.toDay - contest.fromDay).map((question) =>
    contestOf(question, contest),
  );
  const days = contests.flatMap(({ tests, lessons }) => [...tests, ...lessons]);
  let customer = 0;
  return {
    add(facts) {
      for (const { day, fold, timeline } of lookBack(facts, [...new Set(days)], contest.calendar)) {
        for (const { tests, lessons, rows } of contests) {
          if (tests.has(day)) rows.addTest(customer, fold, timeline, day);
          if (lessons.has(day)) rows.addLesson(fold, timeline, day);
        }
      }
      customer += 1;
    },
    finish: () =>
      contests.map(({ question, rows }) => verdictOf(question, rows, contest.champion.version)),
  };
}

type OneContest = {
  readonly question: Question;
  readonly rows: ChoiceRows;
  readonly tests: ReadonlySet<number>;
  readonly lessons: ReadonlySet<number>;
};

function contestOf(
  question: Question,
  { challenger, champion, fromDay, toDay }: Contest,
): OneContest {
  const closedForm = closedFormOf(challenger, question.about);
  const contenders: readonly [Model, ...Model[]] = [
    challenger,
    champion,
    ...(closedForm === undefined ? [] : [closedForm]),
  ];
  return {
    question,
    rows: choiceRows(question, contenders, toDay),
    tests: new Set(testDays(fromDay, toDay - question.horizonDays)),
    lessons: new Set(
      Array.from({ length: LESSONS }, (_, at) => fromDay - (at + 1) * question.horizonDays),
    ),
  };
}

/** Evenly from the first to the last day, both included. */
function testDays(first: number, last: number): number[] {
  if (last <= first) return [first];
  return Array.from({ length: TESTS }, (_, at) =>
    Math.round(first + ((last - first) * at) / (TESTS - 1)),
  );
}
