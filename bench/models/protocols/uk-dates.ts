import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { assessDates, dateGroups } from '../assess-dates.ts';
import { learnAsOf } from '../data/learn-as-of.ts';
import { OURS } from '../foreseen.ts';
import { type DatesAsked, foreseeDates } from '../kinds/dates.ts';
import { beside, figureOf, type Piece, together } from '../piece.ts';
import { drawsOf, type Protocol } from '../protocol.ts';
import type { Check, Part, Target } from '../result.ts';
import { atLeast, atMost } from '../targets.ts';
import { MIN_PURCHASES, readUkRetail, UK_CUT, UK_FILE } from './uk-retail.ts';

const WINDOW_DAYS = 60;

type Question = {
  readonly title: string;
  readonly part: 'at the purchase' | 'at the cut';
  readonly ask: DatesAsked['ask'];
  readonly rows: number;
  /** Mean error and C-index of the mean interval elsewhere. */
  readonly plain: readonly [mae: number, cIndex: number];
  readonly targets?: (part: Part) => Target[];
};

const questions: readonly Question[] = [
  {
    title: 'next date, asked at the purchase',
    part: 'at the purchase',
    ask: { from: dayOfIso('2011-09-01'), to: dayOfIso('2011-10-10') },
    rows: 6_763,
    plain: [23.95, 0.718],
    targets: (part) => [
      atMost('next date at the purchase, MAE in days', figureOf(part, OURS, 'mae'), {
        reach: 11.4,
        aim: 11.37,
      }),
      atLeast('next date at the purchase, C-index', figureOf(part, OURS, 'cIndex'), {
        reach: 0.744,
      }),
    ],
  },
  {
    title: 'next date, asked on 2011-08-31',
    part: 'at the cut',
    ask: { on: UK_CUT },
    rows: 8_241,
    plain: [20.92, 0.515],
  },
];

/** UK online retail: on which day is the product bought again. */
export const ukDates: Protocol = {
  name: 'uk-dates',
  title: 'UK online retail: when is the product bought again',
  files: [UK_FILE],
  run: async (context) => {
    const shop = await readUkRetail(context);
    const { model } = learnAsOf(shop, UK_CUT);
    return together(
      questions.map((question): Piece => {
        const { title, ask } = question;
        const asked = { ask, windowDays: WINDOW_DAYS, minPurchases: MIN_PURCHASES };
        const { foreseen, microsPerUnit } = foreseeDates(shop, model, asked);
        const part = assessDates(title, foreseen, { draws: drawsOf(context) });
        return {
          parts: [beside(part, 'uk-dates', question.part), dateGroups(title, foreseen)],
          targets: question.targets?.(part) ?? [],
          checks: checksOf(part, question),
          notes: [`${title}: scored in ${microsPerUnit.toFixed(1)} µs a pair`],
        };
      }),
    );
  },
};

const checksOf = (part: Part, { title, rows, plain }: Question): Check[] => [
  { what: `${title}: rows`, expected: rows, found: part.rows, tolerance: 0 },
  {
    what: `${title}: MAE of the mean interval`,
    expected: plain[0],
    found: figureOf(part, 'mean interval', 'mae'),
    tolerance: 0.01,
  },
  {
    what: `${title}: C-index of the mean interval`,
    expected: plain[1],
    found: figureOf(part, 'mean interval', 'cIndex'),
    tolerance: 0.003,
  },
];
