import type { KindResult } from '#shared/domain/backtest/result.ts';
import { number, plural } from '../words.ts';
import { lyingBars } from './bars.ts';
import { type Html, html } from './html.ts';
import { KIND_WORDS, SEEN_WORDS } from './kind-words.ts';
import { curve, dots, keys, plane, plot } from './plot.ts';
import { dataTable, days, figure, fineShare, numbersOf, share } from './tables.ts';
import { verdictList } from './verdict-list.ts';

/** One kind of forecast: verdicts, calibration, gain, rules and dates. */
export function kindSection(result: KindResult): Html {
  const { kind, horizonDays, known, untold, figures } = result;
  const judged =
    figures.claims < known ? ` An even sample of ${number(figures.claims)} is judged.` : '';
  return html`<section><h2>${KIND_WORDS[kind].title} within ${horizonDays} days</h2>
<p class="muted">${plural(known, 'forecast')} with a known outcome, ${fineShare(figures.happened)} of which came true; ${number(untold)} more said “too early to say”.${judged}</p>
${verdictList(result.verdicts)}
<div class="cards">${calibrationCard(result)}${gainCard(result)}${seenCard(result)}${rulesCard(result)}${datesCard(result)}</div></section>`;
}

function calibrationCard({ kind, calibration, figures }: KindResult): Html {
  const most = Math.max(...calibration.flatMap(({ foreseen, happened }) => [foreseen, happened]));
  const on = plane({ x: most, y: most });
  const [, top = 1] = on.x.domain();
  const points = calibration.map(({ foreseen, happened }) => [foreseen, happened] as const);
  const title = `Do the probabilities hold? ${KIND_WORDS[kind].title}`;
  const off = figure((figures.ece ?? 0) * 100, 1);
  const text = `Ten groups of forecasts from the least to the most likely, ${off} points off on average.`;
  return html`<figure class="card"><h3>Do the probabilities hold?</h3>
${plot(on, { x: 'foreseen', y: 'happened', format: fineAxis(top) }, { title, text }, [
  curve(
    on,
    [
      [0, 0],
      [top, top],
    ],
    'perfect',
  ),
  curve(on, points, 'line'),
  ...dots(on, points, 'dot'),
])}
${keys([
  ['', 'a tenth of the forecasts each'],
  ['of-perfect', 'as foreseen'],
])}
<figcaption>On the dotted line as much happened as was foreseen. ${off} points off on average.</figcaption>
${numbersOf(
  dataTable(
    'Forecasts by probability',
    ['foreseen', 'happened', 'forecasts'],
    calibration.map((bin) => [share(bin.foreseen, 1), share(bin.happened, 1), number(bin.rows)]),
  ),
)}</figure>`;
}

const fineAxis =
  (top: number) =>
  (value: number): string =>
    share(value, top < 0.06 ? 1 : 0);

function gainCard({ kind, gain, ruleGain, figures }: KindResult): Html {
  const on = plane({ x: 1, y: 1 });
  const points = gain.map(({ rows, happened }) => [rows, happened] as const);
  const byRule = ruleGain?.gain.map(({ rows, happened }) => [rows, happened] as const) ?? [];
  const words = KIND_WORDS[kind];
  const rule = ruleGain === undefined ? '' : `the plain rule “${ruleGain.rule}”`;
  const lift = figure(figures.lift10, 1);
  const text = `The tenth ranked highest holds ${lift} times as many as a tenth drawn at random.`;
  return html`<figure class="card"><h3>Who is ranked first?</h3>
${plot(
  on,
  { x: 'share of all, ranked highest first', y: `share of ${words.those} found`, format: share },
  { title: `Cumulative gain: ${words.title}`, text },
  [
    curve(
      on,
      [
        [0, 0],
        [1, 1],
      ],
      'perfect',
    ),
    ...(byRule.length === 0 ? [] : [curve(on, byRule, 'plainline')]),
    curve(on, points, 'line'),
  ],
)}
${keys([
  ['', 'forecast'],
  ...(rule === '' ? [] : [['of-plain', rule] as const]),
  ['of-perfect', 'by chance'],
])}
<figcaption>${text}</figcaption>
${numbersOf(
  dataTable(
    'Cumulative gain and lift',
    [
      'ranked highest',
      'found by the forecast',
      'lift',
      ...(rule === '' ? [] : ['found by the rule']),
    ],
    gain
      .slice(1)
      .filter((_point, index) => index % 2 === 1)
      .map(({ rows, happened }) => [
        share(rows),
        share(happened, 1),
        figure(happened / rows, 2),
        ...(rule === '' ? [] : [share(foundAt(ruleGain?.gain ?? [], rows), 1)]),
      ]),
  ),
)}</figure>`;
}

const foundAt = (gain: KindResult['gain'], rows: number): number =>
  gain.find((point) => point.rows === rows)?.happened ?? 0;

function seenCard({ kind, bySeen, byEvidence }: KindResult): Html {
  const head = ['', 'forecasts', 'came true', 'AUC', 'Brier', 'points off'];
  const rowOf = (name: string, each: KindResult['bySeen'][number]): string[] => [
    name,
    number(each.claims),
    fineShare(each.happened),
    figure(each.auc),
    figure(each.brier),
    figure(each.ece === undefined ? undefined : each.ece * 100, 1),
  ];
  const seen = SEEN_WORDS[kind];
  return html`<div class="card"><h3>By what was known</h3>
${dataTable('Forecasts by evidence and by number known', head, [
  ...byEvidence.map((each) => rowOf(`evidence “${each.group}”`, each)),
  ...bySeen.map((each) => rowOf(`${each.group} ${seen}`, each)),
])}
<p class="muted">AUC is the share of pairs, one that came true and one that did not, ranked in the right order; 0.5 is chance.</p></div>`;
}

function rulesCard({ rules }: KindResult): Html {
  return html`<div class="card"><h3>Against plain rules</h3>
${dataTable(
  'Ranking of the forecast and of plain rules over the same forecasts',
  ['rule', 'its AUC', 'forecast', 'its precision', 'forecast', 'the forecast is'],
  rules.map((rule) => [
    rule.rule,
    figure(rule.auc),
    figure(rule.forecastAuc),
    figure(rule.averagePrecision),
    figure(rule.forecastAveragePrecision),
    rule.verdict ?? '–',
  ]),
)}
<p class="muted">Better or worse: with 95 % confidence, customers drawn anew 100 times. A rule is compared where it has something to say.</p></div>`;
}

function datesCard({ kind, dates }: KindResult): Html | undefined {
  if (dates === undefined) return undefined;
  const seen = SEEN_WORDS[kind];
  const groups = [
    ...dates.byEvidence.map((each) => ({ ...each, name: `evidence “${each.group}”` })),
    ...dates.bySeen.map((each) => ({ ...each, name: `${each.group} ${seen}` })),
  ];
  return html`<figure class="card wide"><h3>How far off are the dates?</h3><div class="cards"><div>
${lyingBars(
  `Mean error of dates: ${KIND_WORDS[kind].title}`,
  [{ name: 'all', ...dates.figures }, ...groups].map((each) => ({
    name: each.name,
    value: each.mae,
    text: days(each.mae),
  })),
)}
<figcaption>Mean distance between the day foreseen and the day on which it came, of the ${number(dates.known)} that came within ${dates.windowDays} days.</figcaption></div><div>
${dataTable(
  'Dates of plain rules and of the forecast over the same cases',
  ['rule', 'dates', 'its error', 'forecast', 'the forecast is'],
  dates.rules.map((rule) => [
    rule.rule,
    number(rule.dates),
    days(rule.mae),
    days(rule.forecastMae),
    rule.verdict ?? '–',
  ]),
)}
${numbersOf(
  dataTable(
    'Errors of dates',
    ['', 'dates', 'mean', 'median', 'bias', 'within 7 d', 'in 80 % span'],
    [{ name: 'all', ...dates.figures }, ...groups].map((each) => [
      each.name,
      number(each.dates),
      days(each.mae),
      days(each.medianAe),
      days(each.bias),
      share(each.within7),
      share(each.coverage80),
    ]),
  ),
)}</div></div></figure>`;
}
