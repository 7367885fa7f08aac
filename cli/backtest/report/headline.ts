import type { ShownResult } from '#cli/backtest/show-backtest.ts';
import { number, percent, plural } from '#cli/words.ts';
import type { KindResult } from '#shared/domain/backtest/result.ts';
import { type Html, html } from './html.ts';
import { KIND_WORDS } from './kind-words.ts';
import { day, dayList } from './tables.ts';
import { verdictList } from './verdict-list.ts';

/** What the backtest found, in plain words, and its main figures. */
export function headline(result: ShownResult): Html {
  const { from, to, customers, customersInAll, source, facts } = result;
  const of = customers < customersInAll ? ` (a fair sample of ${number(customersInAll)})` : '';
  return html`<header><h1>What would have been foreseen, ${day(from)} to ${day(to)}</h1>
<p class="muted">A backtest of ${source}: ${plural(customers, 'customer')}${of}, ${plural(facts, 'event')} from ${day(result.firstDay)} to ${day(result.lastDay)}. Judged on ${plural(result.steps.length, 'day')}, ${plural(result.stepDays, 'day')} apart; learned as of ${dayList(result.learnedAsOf)}, never from anything later.</p>
${result.kinds.map((kind) => html`<p class="lead">${sentence(kind)}</p>${verdictList(kind.verdicts.filter(({ mark }) => mark === 'bad'))}`)}
<p class="lead">${sendSentence(result)}</p>
<ul class="tiles">${tiles(result).map(([figure, words]) => html`<li><strong>${figure}</strong>${words}</li>`)}</ul></header>`;
}

function sentence({ kind, rules, figures, horizonDays }: KindResult): string {
  const what = `${KIND_WORDS[kind].title} within ${horizonDays} days:`;
  if (figures.auc === undefined)
    return `${what} all or none of it happened, so there is nothing to rank.`;
  const lost = rules.filter(({ verdict }) => verdict === 'worse').map(({ rule }) => `“${rule}”`);
  const level = rules.filter(({ verdict }) => verdict === 'level').map(({ rule }) => `“${rule}”`);
  if (lost.length > 0)
    return `${what} the forecast does not beat the plain rule ${lost.join(' and ')}.`;
  if (level.length > 0) {
    return `${what} the forecast cannot be told from the plain rule ${level.join(' and ')} on these data.`;
  }
  return `${what} the forecast ranks better than every plain rule.`;
}

function sendSentence({ live, consent }: ShownResult): string {
  if (live.messages === 0) return 'No message would have been sent; why is said below.';
  const late = live.sends.reduce((sum, { afterTheFact }) => sum + afterTheFact, 0);
  const after =
    late === 0
      ? 'none of them about something done already'
      : `${number(late)} of the needs about something done already`;
  const assumed = consent === 'assumed' ? ' to customers taken to have agreed' : '';
  return `${plural(live.messages, 'message')} would have been sent${assumed}, ${after}.`;
}

function tiles({ live, kinds }: ShownResult): readonly (readonly [string, string])[] {
  const { leavers } = live;
  const late = live.sends.reduce((sum, { afterTheFact }) => sum + afterTheFact, 0);
  return [
    ...kinds.flatMap(({ kind, dates }) =>
      dates === undefined
        ? []
        : [
            [
              `${dates.figures.medianAe.toFixed(0)} days`,
              `median error of dates, ${kind}`,
            ] as const,
          ],
    ),
    ...kinds.flatMap(({ kind, figures: { ece } }) =>
      ece === undefined
        ? []
        : [[`${(ece * 100).toFixed(1)} points`, `error of probabilities, ${kind}`] as const],
    ),
    [number(live.messages), 'messages'],
    [number(late), 'sent after the fact'],
    [number(leavers.alarms), 'alarms about leaving customers'],
    [
      leavers.judgedAlarms === 0 ? '–' : percent(leavers.falseAlarms / leavers.judgedAlarms),
      'of alarms false',
    ],
  ];
}
