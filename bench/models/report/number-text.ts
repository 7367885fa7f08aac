const DIGITS: Readonly<Record<string, number>> = {
  auc: 4,
  ap: 4,
  brier: 4,
  logLoss: 4,
  ece: 4,
  eceEqualWidth: 4,
  eceByChance: 4,
  eceByChance95: 4,
  eceCorrected: 4,
  eceExpected: 4,
  eceInPercent: 4,
  cIndex: 3,
  lift10: 2,
  medianAe: 2,
  bias: 2,
  within7: 3,
  coverage80: 3,
  n: 0,
  dated: 0,
  told: 0,
  score: 0,
  total: 0,
  foreseen: 4,
  happened: 4,
  from: 2,
  to: 2,
  seconds: 2,
  micros: 2,
  least: 2,
  most: 2,
  fitSeconds: 3,
};

/** A figure as its kind is usually written, with as many digits as `like` would have. */
export function figureText(figure: string, value: number | undefined, like = value): string {
  if (value === undefined) return '';
  const size = Math.abs(like ?? 0);
  const digits = DIGITS[figure] ?? (size >= 1_000 ? 0 : size < 10 ? 4 : 2);
  return value.toFixed(digits);
}

const HEADERS: Readonly<Record<string, string>> = {
  auc: 'AUC',
  ap: 'AP',
  brier: 'Brier',
  logLoss: 'log loss',
  ece: 'ECE',
  eceEqualWidth: 'ECE, width',
  eceByChance: 'by chance',
  eceByChance95: '95 % of chance',
  eceCorrected: 'ECE, corrected',
  eceExpected: 'ECE, expected',
  eceInPercent: 'ECE, in percent',
  lift10: 'lift 10 %',
  mae: 'MAE',
  medianAe: 'median AE',
  bias: 'bias',
  within7: 'within 7',
  cIndex: 'C-index',
  coverage80: '80 % holds',
  rmse: 'RMSE',
  rmseCapped: 'RMSE, capped',
  baseRate: 'base rate',
  fitSeconds: 'fit, s',
  seconds: 's',
  micros: 'µs',
};

export const headerText = (figure: string): string => HEADERS[figure] ?? figure;
