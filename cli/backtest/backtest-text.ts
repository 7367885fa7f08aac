import { type Column, table } from '#cli/table.ts';
import { styled } from '#cli/terminal.ts';
import { number, plural } from '#cli/words.ts';
import { wrappedAfter } from '#cli/wrapped.ts';
import type {
  DateFigures,
  KindResult,
  ProbabilityFigures,
} from '#shared/domain/backtest/result.ts';
import { liveText } from './backtest-live-text.ts';
import type { ShownResult } from './show-backtest.ts';

/** A backtest as a page of text: what was judged, how it did, what would have been said. */
export function backtestText(result: ShownResult): string {
  return [
    ...headLines(result),
    ...result.kinds.flatMap(kindLines),
    ...(result.kinds.length === 0 ? ['', 'Nothing that was foreseen could be judged.'] : []),
    '',
    ...liveText(result),
    '',
    styled('bold', 'To be read with'),
    ...result.notes.flatMap((note) => wrappedAfter('- ', note)),
  ].join('\n');
}

function headLines(result: ShownResult): string[] {
  const { source, from, to, steps, stepDays, learnedAsOf, customers, customersInAll } = result;
  const sampled =
    customers < customersInAll
      ? `${number(customers)} of ${plural(customersInAll, 'customer')}, chosen by hash`
      : plural(customers, 'customer');
  return [
    styled('bold', `Backtest of ${source}, ${from} to ${to}`),
    `${sampled}, ${plural(result.facts, 'event')} from ${result.firstDay} to ${result.lastDay}`,
    `${plural(steps.length, 'step')} of ${plural(stepDays, 'day')}; learned as of ${learnedAsOf.join(', ')}`,
  ];
}

const NAMES = {
  replenishment: 'bought again',
  maintenance: 'serviced',
  churn: 'gone',
} as const;

const right = (title: string): Column => ({ title, align: 'right' });

function kindLines(result: KindResult): string[] {
  const { kind, horizonDays, known, untold, figures, rules, dates } = result;
  const judged = figures.claims < known ? `, ${number(figures.claims)} of them judged` : '';
  return [
    '',
    styled('bold', `${kind}: ${NAMES[kind]} within ${horizonDays} days`),
    `${plural(known, 'forecast')}${judged}; too early to say: ${number(untold)}`,
    ...result.verdicts.flatMap(({ text }) => wrappedAfter('- ', text)),
    '',
    table(
      [
        { title: '' },
        right('n'),
        right('happened'),
        right('AUC'),
        right('AP'),
        right('lift 10 %'),
        right('Brier'),
        right('calibration error'),
      ],
      [
        probabilityRow('forecast', figures),
        ...result.byEvidence.map((each) => probabilityRow(`  evidence ${each.group}`, each)),
        ...result.bySeen.map((each) => probabilityRow(`  ${each.group} seen`, each)),
      ],
    ),
    '',
    table(
      [
        { title: 'plain rule' },
        right('n'),
        right('AUC'),
        right('forecast'),
        right('AP'),
        right('forecast'),
        { title: 'the forecast is' },
      ],
      rules.map((rule) => [
        rule.rule,
        number(rule.claims),
        figure(rule.auc),
        figure(rule.forecastAuc),
        figure(rule.averagePrecision),
        figure(rule.forecastAveragePrecision),
        rule.verdict ?? '',
      ]),
    ),
    ...(dates === undefined ? [] : dateLines(dates)),
  ];
}

type Dates = NonNullable<KindResult['dates']>;

function dateLines({ figures, byEvidence, bySeen, rules }: Dates): string[] {
  return [
    '',
    table(
      [
        { title: 'dates' },
        right('n'),
        right('mean off'),
        right('median off'),
        right('bias'),
        right('within 7 d'),
        right('in 80 % span'),
      ],
      [
        dateRow('forecast', figures),
        ...byEvidence.map((each) => dateRow(`  evidence ${each.group}`, each)),
        ...bySeen.map((each) => dateRow(`  ${each.group} seen`, each)),
      ],
    ),
    '',
    table(
      [
        { title: 'dates of a plain rule' },
        right('n'),
        right('mean off'),
        right('forecast'),
        { title: 'the forecast is' },
      ],
      rules.map((rule) => [
        rule.rule,
        number(rule.dates),
        `${rule.mae.toFixed(1)} d`,
        `${rule.forecastMae.toFixed(1)} d`,
        rule.verdict ?? '',
      ]),
    ),
  ];
}

const probabilityRow = (name: string, each: ProbabilityFigures): string[] => [
  name,
  number(each.claims),
  share(each.happened),
  figure(each.auc),
  figure(each.averagePrecision),
  figure(each.lift10, 2),
  figure(each.brier, 4),
  figure(each.ece, 4),
];

const dateRow = (name: string, each: DateFigures): string[] => [
  name,
  number(each.dates),
  `${each.mae.toFixed(1)} d`,
  `${each.medianAe.toFixed(1)} d`,
  biasText(Math.round(each.bias * 10) / 10),
  share(each.within7),
  share(each.coverage80),
];

/** Rounded before, so that there is no minus zero. */
const biasText = (days: number): string => `${days > 0 ? '+' : ''}${days.toFixed(1)} d`;

const figure = (value: number | undefined, digits = 3): string =>
  value === undefined ? '-' : value.toFixed(digits);

const share = (value: number): string => `${(value * 100).toFixed(1)} %`;
