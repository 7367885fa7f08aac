import type { Model } from '#shared/domain/forecasting/model.ts';
import type {
  LearningRecord,
  Verdict,
} from '#shared/domain/forecasting/training/learning-record.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';

/** What a person or a program wants to know of a model without its numbers. Days are ISO dates. */
export type Learning = {
  readonly version: string;
  readonly learnedOn: string | null;
  readonly customers: number;
  readonly data: { readonly from: string; readonly to: string } | null;
  readonly histories: number;
  readonly facts: number;
  readonly judged: { readonly champion: string; readonly from: string; readonly to: string } | null;
  readonly verdicts: readonly Verdict[];
};

export function learningOf({ version, learnedOn, customers, record }: Model): Learning {
  return {
    version,
    learnedOn: learnedOn === 0 ? null : isoDate(learnedOn),
    customers,
    data:
      record === undefined ? null : { from: isoDate(record.firstDay), to: isoDate(record.lastDay) },
    histories: record?.histories ?? 0,
    facts: record?.facts ?? 0,
    judged: judgedOf(record),
    verdicts: record?.verdicts ?? [],
  };
}

function judgedOf(record: LearningRecord | undefined): Learning['judged'] {
  if (record?.judged === undefined) return null;
  const { champion, fromDay, toDay } = record.judged;
  return { champion, from: isoDate(fromDay), to: isoDate(toDay) };
}

export const OUTCOMES: Readonly<Record<Verdict['outcome'], string>> = {
  promoted: 'promoted',
  'stepped-down': 'promoted without its layer',
  kept: 'kept as it was',
  'not-judged': 'too little to judge by',
};

/** `replenishment promoted; churn, maintenance kept as it was`. */
export const verdictWords = (verdicts: readonly Verdict[]): string =>
  [...Map.groupBy(verdicts, ({ outcome }) => outcome)]
    .map(([outcome, of]) => `${of.map(({ about }) => about).join(', ')} ${OUTCOMES[outcome]}`)
    .join('; ');
