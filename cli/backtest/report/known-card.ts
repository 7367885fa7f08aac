import { number } from '#cli/words.ts';
import type { KindResult } from '#shared/domain/backtest/result.ts';
import { type Html, html } from './html.ts';
import { seenWords } from './kind-words.ts';
import { dataTable, figure, fineShare } from './tables.ts';

/** The figures by evidence and by how much was known. */
export function knownCard({ kind, bySeen, byEvidence }: KindResult): Html {
  const head = ['', 'forecasts', 'came true', 'AUC', 'Brier', 'points off'];
  const rowOf = (name: string, each: KindResult['bySeen'][number]): string[] => [
    name,
    number(each.claims),
    fineShare(each.happened),
    figure(each.auc),
    figure(each.brier),
    figure(each.ece === undefined ? undefined : each.ece * 100, 1),
  ];
  return html`<div class="card"><h3>By what was known</h3>
${dataTable('Forecasts by evidence and by number known', head, [
  ...byEvidence.map((each) => rowOf(`evidence “${each.group}”`, each)),
  ...bySeen.map((each) => rowOf(seenWords(kind, each.group), each)),
])}
<p class="muted">AUC is the share of pairs, one that came true and one that did not, ranked in the right order; 0.5 is chance.</p></div>`;
}
