import { count, days, share } from '#cli/figure-text.ts';
import { verdictWords } from '#cli/learning/model-summary.ts';
import { figureTable } from '#cli/table.ts';
import { plural } from '#cli/words.ts';
import { wrapped } from '#cli/wrapped.ts';
import type { DemoSummary } from '#local/demo/demo-summary.ts';
import type { AlarmGrade } from '#local/demo/grade-alarms.ts';
import type { ForecastGrade } from '#local/demo/grade-forecasts.ts';

const part = (of: number, all: number): string => share(all > 0 ? of / all : null);

/** Forecast days against the true ones, beside what the plain rule would have said. */
export function forecastSection({ forecasts }: DemoSummary): string[] {
  const row = (name: string, of: (grade: ForecastGrade) => string): string[] => [
    name,
    of(forecasts.replenishment),
    of(forecasts.maintenance),
  ];
  const rows = [
    row('forecasts graded', ({ graded }) => count(graded)),
    row('half are nearer than', ({ medianErrorDays }) => days(medianErrorDays)),
    row('  where the plain rule can say one', (grade) => days(grade.medianErrorDaysOfComparable)),
    row('  the plain rule there', (grade) => days(grade.plainMedianErrorDays)),
    row('whoever knew the true habit', (grade) =>
      grade.bestMedianErrorDays === null ? '' : days(grade.bestMedianErrorDays),
    ),
    row('reminders that came before the need', (grade) => part(grade.sentBeforeNeed, grade.sent)),
    row('reminders that came late', (grade) => part(grade.sentLate, grade.sent)),
    row('reminder ahead of the need by', (grade) => days(grade.medianLeadDays)),
  ];
  return [
    figureTable(['against the true need', 'running out', 'service'], rows),
    ...wrapped(
      `The plain rule is the last purchase plus the mean gap. Intervals that should hold 80 % of ` +
        `the true days held ${share(forecasts.intervalCoverage)}.`,
    ),
    ...wrapped(modelInForce(forecasts)),
  ];
}

function modelInForce({ modelVersion, modelCustomers, modelVerdicts }: DemoSummary['forecasts']) {
  const learned = modelCustomers === 0 ? '' : `, learned from ${count(modelCustomers)} customers`;
  const judged =
    modelVerdicts.length === 0 ? '' : `. Judged on later days: ${verdictWords(modelVerdicts)}`;
  return `The model in force is ${modelVersion}${learned}${judged}.`;
}

const CAUSES = {
  'unresolved-complaint': 'complaint left unresolved',
  'bad-rating': 'gave a bad rating',
  'silent-drift': 'drifted away silently',
  'moved-away': 'moved away overnight',
} as const;

/** Alarms against those who really left, by cause, and beside the plain rule. */
export function leaverSection({ leavers }: DemoSummary): string[] {
  const cells = (grade: Omit<AlarmGrade['causes'][number], 'cause'>): string[] =>
    [grade.left, grade.caughtBefore, grade.caughtWithin30Days, grade.caughtLater, grade.never].map(
      count,
    );
  const rows = leavers.ours.causes.map((grade) => [CAUSES[grade.cause], ...cells(grade)]);
  const all = (grade: AlarmGrade): string[] => cells({ ...grade, caughtLater: laterOf(grade) });
  const said = (name: string, grade: AlarmGrade): string =>
    `${name}: ${plural(grade.alarms, 'alarm')}, ${count(grade.falseAlarms)} of them false; ` +
    `${whenCaught(grade.medianDaysAfterLeaving)}.`;
  return [
    figureTable(
      ['why they left', 'left', 'seen before', '30 days', 'later', 'never'],
      [
        ...rows,
        ['all', ...all(leavers.ours)],
        [`plain rule: ${leavers.plainSilentDays} silent days`, ...all(leavers.plain)],
      ],
    ),
    ...wrapped(said('Beforehand', leavers.ours)),
    ...wrapped(said('Plain rule', leavers.plain)),
  ];
}

const laterOf = ({ causes }: AlarmGrade): number =>
  causes.reduce((sum, { caughtLater }) => sum + caughtLater, 0);

function whenCaught(daysAfter: number | null): string {
  if (daysAfter === null) return 'nobody who left was caught';
  const when =
    daysAfter < 0
      ? `${days(-daysAfter)} or more before they left`
      : `at most ${days(daysAfter)} after they left`;
  return `half of those caught were caught ${when}`;
}
