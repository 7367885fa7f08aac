import { table } from '#cli/table.ts';
import { number, plural } from '#cli/words.ts';
import { wrapped } from '#cli/wrapped.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import type { Verdict } from '#shared/domain/forecasting/training/learning-record.ts';
import { learningOf, OUTCOMES } from './model-summary.ts';

const BECAME: Readonly<Record<string, string>> = {
  'in-force': 'in force now',
  'held-back': 'kept, not in force: another version is held there (--use newest releases it)',
  held: 'in force now and held there (--use newest lets learning go on)',
  trial: 'a trial: nothing was changed',
};

/** What was learned from what, and how it did. */
export function learningText(model: Model, became: string): string {
  if (became === 'nothing') return 'There are no customers to learn from yet; what ships stands.';
  const { version, data, customers, histories, facts, judged, verdicts } = learningOf(model);
  const lines = [`model:    ${version}, ${BECAME[became] ?? became}`];
  if (model.customers > 0) {
    const days = data === null ? '' : `, ${data.from} to ${data.to}`;
    lines.push(`learned:  from ${plural(customers, 'customer')}${days}`);
  }
  if (data !== null) {
    lines.push(
      `          looked back on the histories of ${plural(histories, 'customer')}, ${plural(facts, 'event')}`,
    );
  }
  if (judged !== null) {
    lines.push(
      `judged:   against ${judged.champion} on the days from ${judged.from} to ${judged.to}`,
    );
  } else if (model.customers > 0) {
    lines.push('judged:   not yet; it takes fourteen weeks of data');
  }
  if (verdicts.length > 0) {
    lines.push('', verdictTable(verdicts), DAYS_OFF, '', ...reasons(verdicts));
  }
  return lines.join('\n');
}

const DAYS_OFF = '* dates, in days: the new model / the one before / the plain rule';

function verdictTable(verdicts: readonly Verdict[]): string {
  const loss = (value: number | undefined): string => value?.toFixed(4) ?? '';
  const days = ({ dateErrors }: Verdict): string =>
    dateErrors === undefined
      ? ''
      : [dateErrors.challenger, dateErrors.champion, dateErrors.plain].map(Math.round).join(' / ');
  return table(
    [
      { title: 'forecast' },
      { title: 'verdict' },
      { title: 'moments', align: 'right' },
      { title: 'log loss', align: 'right' },
      { title: 'no layer', align: 'right' },
      { title: 'plain rule', align: 'right' },
      { title: 'days off*', align: 'right' },
    ],
    verdicts.map((verdict) => [
      `${verdict.about}, ${verdict.horizonDays} d`,
      OUTCOMES[verdict.outcome],
      number(verdict.moments),
      loss(verdict.logLoss?.challenger),
      loss(verdict.logLoss?.closedForm),
      loss(verdict.logLoss?.plain),
      days(verdict),
    ]),
  );
}

const reasons = (verdicts: readonly Verdict[]): string[] =>
  verdicts.flatMap(({ about, why, dateErrors }) => [
    ...wrapped(`${about}: ${why}.`),
    ...(dateErrors === undefined ? [] : wrapped(`${dateErrors.why}.`, '  ')),
  ]);

/** Kinds of forecast in which it did better than the model before it. */
const promoted = (verdicts: readonly Verdict[]): string =>
  verdicts
    .filter(({ outcome }) => outcome === 'promoted' || outcome === 'stepped-down')
    .map(({ about }) => about)
    .join(', ');

/** All versions kept, the newest first. */
export function versionsText(versions: readonly Model[], inForce: string, isHeld: boolean): string {
  const mark = (version: string): string =>
    version !== inForce ? '' : isHeld ? 'in force, held' : 'in force';
  const shipped = defaultModel();
  return table(
    [
      { title: 'version' },
      { title: 'customers', align: 'right' },
      { title: 'data' },
      { title: 'promoted' },
      { title: '' },
    ],
    [...versions, shipped].map((model) => {
      const { version, customers, data, verdicts } = learningOf(model);
      return [
        version,
        customers === 0 ? '' : number(customers),
        data === null ? '' : `${data.from} to ${data.to}`,
        promoted(verdicts),
        mark(version),
      ];
    }),
  );
}
