import type { KindResult } from '#shared/domain/backtest/result.ts';
import { type Html, html } from './html.ts';
import { dataTable, figure } from './tables.ts';

/** The forecast beside rules that anybody could follow. */
export function rulesCard({ rules }: KindResult): Html {
  return html`<div class="card"><h3>Against plain rules</h3>
${dataTable(
  'Ranking of the forecast and of plain rules over the same forecasts',
  ['rule', 'forecast is', 'its AUC', 'forecast', 'its precision', 'forecast'],
  rules.map((rule) => [
    rule.rule,
    rule.verdict ?? '–',
    figure(rule.auc),
    figure(rule.forecastAuc),
    figure(rule.averagePrecision),
    figure(rule.forecastAveragePrecision),
  ]),
)}
<p class="muted">Better or worse: with 95 % confidence, customers drawn anew 100 times. A rule is compared where it has something to say.</p></div>`;
}
