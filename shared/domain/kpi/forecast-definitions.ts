import { counted, type Definition, everyWindow, ratio } from './definition.ts';
import { calibrationGap, medianErrorDays, medianPlainErrorDays } from './forecast-figures.ts';

/** How good the forecasts were, ours and those of the plain rule. */
export const forecastDefinitions: readonly Definition[] = [
  {
    id: 'forecast-median-error',
    name: 'Forecast error',
    meaning:
      'Half of the forecasts were nearer to the true day than this. Counts those of the latest settled forecasts in each customer’s state whose day came before they were given up; those given up weigh on interval coverage and the Brier score.',
    numerator: 'median distance between expected and true day',
    denominator: '1 when a true day is known, else 0',
    unit: 'days',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: medianErrorDays,
  },
  {
    id: 'plain-rule-median-error',
    name: 'Forecast error of the plain rule',
    meaning: 'The same for the plain rule: last time plus the mean interval.',
    numerator: 'median distance between the plain rule’s day and the true day',
    denominator: '1 when a true day is known, else 0',
    unit: 'days',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: medianPlainErrorDays,
  },
  {
    id: 'forecast-interval-coverage',
    name: 'Interval coverage',
    meaning:
      'How often the true day lay between the 10 % and the 90 % day. 0.8 would be right. Dates are promised for what does happen, so what never happened is not counted here.',
    numerator: 'forecasts whose true day lay inside the interval',
    denominator: 'forecasts whose day came',
    unit: 'share',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'insideInterval'), counted(window, 'dated')),
  },
  {
    id: 'forecast-brier',
    name: 'Brier score',
    meaning:
      'Mean squared distance of the stated probability from what happened; 0 is perfect, 0.25 is what a coin earns.',
    numerator: 'squared errors of the probabilities',
    denominator: 'settled forecasts',
    unit: 'score',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: (window) => ratio(counted(window, 'brier'), counted(window, 'forecasts')),
  },
  {
    id: 'forecast-calibration-gap',
    name: 'Calibration gap',
    meaning:
      'How far stated probabilities are from the shares that happened, on average over ten bins; 0 means that 70 % happens in 70 of 100 cases.',
    numerator: 'distances between the sums of probabilities and the counts, bin by bin',
    denominator: 'the latest settled forecasts that each customer’s state remembers',
    unit: 'share',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: calibrationGap,
  },
  {
    id: 'forecast-skill',
    name: 'Skill against the plain rule',
    meaning:
      'How much nearer our expected days are than those of the plain rule (last time plus the mean interval). 0 is no better, below 0 is worse.',
    numerator: 'error days of the plain rule less ours',
    denominator: 'error days of the plain rule',
    unit: 'share',
    source: '`Forecast Settled`',
    windows: everyWindow,
    of: (window) =>
      ratio(
        counted(window, 'plainErrorDays') - counted(window, 'errorDays'),
        counted(window, 'plainErrorDays'),
      ),
  },
];
