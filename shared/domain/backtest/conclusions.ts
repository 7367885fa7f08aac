import type { Conclusion, DateResult, KindResult, RankedRule } from './result.ts';

/** Calibration error that nobody would notice, and from which promises are wrong. */
const WELL_CALIBRATED = 0.02;
const BADLY_CALIBRATED = 0.05;
/** A smaller lead in average precision is not worth a word. */
const NOTICED = 0.001;
/** Share of the customers' intervals that is meant to hold, and how far off is tolerable. */
const COVERAGE = { meant: 0.8, off: 0.05 } as const;

type Verdicts = Omit<KindResult, 'verdicts'>;

/** What to conclude of one kind of forecast, the most important first; also what is not good. */
export const conclusionsOf = (result: Verdicts): Conclusion[] => [
  ...rankingWords(result),
  ...calibrationWords(result),
  ...(result.dates === undefined ? [] : dateWords(result.dates)),
];

function rankingWords({ rules, figures }: Verdicts): Conclusion[] {
  if (figures.auc === undefined) {
    return [level('All or none of it happened, so nothing can be said of the order.')];
  }
  const lost = rules.filter(({ verdict }) => verdict === 'worse');
  const even = rules.filter(({ verdict }) => verdict === 'level');
  const [nearest] = rules.filter(({ verdict }) => verdict === 'better');
  const beatsAll = lost.length + even.length === 0;
  return [
    ...lost.map((rule) =>
      bad(
        `The forecast does not beat the plain rule "${rule.rule}": ${against(rule)}. Rank by that rule instead.`,
      ),
    ),
    ...(even.length === 0
      ? []
      : [
          level(
            `The forecast cannot be told on these data from the plain ${even.length === 1 ? 'rule' : 'rules'} ${even.map(named).join('; ')}.`,
          ),
        ]),
    ...(nearest === undefined
      ? []
      : [
          good(
            beatsAll
              ? `The forecast ranks better than every plain rule; the nearest is "${nearest.rule}": ${against(nearest)}.`
              : `It ranks better than "${nearest.rule}": ${against(nearest)}.`,
          ),
        ]),
    ...topWords(rules),
  ];
}

/** The verdict is about the whole ranking; a rule may still be better at the top of it. */
function topWords(rules: Verdicts['rules']): Conclusion[] {
  const [best] = rules
    .filter(({ verdict }) => verdict !== 'worse')
    .sort((a, b) => (b.averagePrecision ?? 0) - (a.averagePrecision ?? 0));
  const [theirs, ours] = [best?.averagePrecision, best?.forecastAveragePrecision];
  if (best === undefined || theirs === undefined || ours === undefined) return [];
  if (theirs <= ours + NOTICED) return [];
  return [
    level(
      `Among those ranked highest "${best.rule}" is ahead of it: average precision ${three(theirs)} against ${three(ours)}.`,
    ),
  ];
}

const named = (rule: RankedRule): string => `"${rule.rule}" (${against(rule)})`;

const against = ({ forecastAuc, auc }: RankedRule): string =>
  `${three(forecastAuc)} of pairs in the right order against ${three(auc)}`;

function calibrationWords({ figures, calibration }: Verdicts): Conclusion[] {
  const { ece, brier, brierOfShare } = figures;
  if (ece === undefined || brier === undefined) return [];
  const foreseen = mean(calibration, ({ foreseen: p }) => p);
  const happened = mean(calibration, ({ happened: y }) => y);
  const sums = `it foresaw ${percent(foreseen)} and ${percent(happened)} happened, and they are ${points(ece)} off on average`;
  return [
    ece <= WELL_CALIBRATED
      ? good(`Its probabilities hold: ${sums}.`)
      : ece <= BADLY_CALIBRATED
        ? level(`Its probabilities hold roughly: ${sums}.`)
        : bad(`Its probabilities do not hold: ${sums}.`),
    ...(brier < brierOfShare
      ? []
      : [
          bad(
            `As a probability it is worth no more than saying ${percent(figures.happened)} of everybody (Brier ${three(brier)} against ${three(brierOfShare)}).`,
          ),
        ]),
  ];
}

function dateWords({ rules, figures }: DateResult): Conclusion[] {
  const compared = rules.map(({ rule, mae, forecastMae, verdict }) => {
    const days = `${one(forecastMae)} days off on average against ${one(mae)}`;
    if (verdict === 'better') return good(`Its dates are nearer than those of "${rule}": ${days}.`);
    if (verdict === 'worse') return bad(`Its dates do not beat the plain rule "${rule}": ${days}.`);
    return level(`Its dates cannot be told from those of "${rule}" on these data: ${days}.`);
  });
  const isOff = Math.abs(figures.coverage80 - COVERAGE.meant) > COVERAGE.off;
  const coverage = `${percent(figures.coverage80)} came between the dates meant to hold 80 %`;
  return [
    ...compared,
    isOff ? bad(`The span of its dates is not right: ${coverage}.`) : good(`${coverage}.`),
  ];
}

const good = (text: string): Conclusion => ({ mark: 'good', text });
const level = (text: string): Conclusion => ({ mark: 'level', text });
const bad = (text: string): Conclusion => ({ mark: 'bad', text });

function mean(
  bins: Verdicts['calibration'],
  of: (bin: Verdicts['calibration'][number]) => number,
): number {
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  return bins.reduce((sum, bin) => sum + bin.rows * of(bin), 0) / rows;
}

const three = (value: number | undefined): string =>
  value === undefined ? 'none' : value.toFixed(3);
const one = (value: number): string => value.toFixed(1);
const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
const points = (share: number): string => `${(share * 100).toFixed(1)} points`;
