import { legend, likely } from '#cli/chance.ts';
import { amount, count, kpiValue, share } from '#cli/figure-text.ts';
import { figureTable } from '#cli/table.ts';
import { plural } from '#cli/words.ts';
import { wrapped } from '#cli/wrapped.ts';
import type { DemoSummary } from '#local/demo/demo-summary.ts';
import { forecastSection, leaverSection } from './start-summary-grades.ts';

/** Marks up a heading; the plain one leaves it as it is. */
export type Heading = (text: string) => string;

/** What a shop owner wants to see of the demo, in plain words and tables of at most 80 columns. */
export function summaryText(summary: DemoSummary, heading: Heading): string {
  const sections: readonly (readonly [string, readonly string[]])[] = [
    ['The shop', shopSection(summary)],
    ['Reminders', reminderSection(summary)],
    ['Customers about to leave', caseSection(summary)],
    ['Key figures, last twelve whole months', kpiSection(summary)],
    ['What the reminders did', effectSection(summary)],
    ['How good the forecasts were', forecastSection(summary)],
    ['Who left, and who saw it coming', leaverSection(summary)],
    ['A reminder as it was sent', exampleSection(summary)],
  ];
  return sections
    .map(([title, lines]) => [heading(title), ...lines.flatMap((line) => line.split('\n'))])
    .map((lines) => lines.map((line) => line.trimEnd()).join('\n'))
    .join('\n\n');
}

function shopSection({ shop }: DemoSummary): string[] {
  return wrapped(
    `${shop.name}: ${plural(shop.customers, 'customer')}, ${plural(shop.orders, 'order')} worth ` +
      `${amount(shop.revenueMinor, shop.currency)}, ${plural(shop.events, 'event')} on ` +
      `${plural(shop.days, 'day')} from ${shop.from} to ${shop.to}, worked through in ` +
      `${count(shop.tookSeconds)} seconds. Control group, drawn by lot: ` +
      `${plural(shop.controlGroup, 'customer')}. It hears nothing, so that the effect can be measured.`,
  );
}

const KIND_NAMES = {
  replenishment: 'running out',
  maintenance: 'service due',
  'meter-reading': 'meter reading',
} as const;

function reminderSection({ reminders, messages, silences }: DemoSummary): string[] {
  const rows = reminders.map(({ kind, sent, waiting, suppressed, expired }) => [
    KIND_NAMES[kind],
    ...[sent, waiting, suppressed, expired].map(count),
  ]);
  const sent = messages.map((line) => `${count(line.sent)} by ${line.channel}`).join(', ');
  const why = silences.map(({ outcome, reason, decisions }) => [
    `${reason.replaceAll('-', ' ')} (${outcome})`,
    count(decisions),
  ]);
  return [
    figureTable(['about', 'sent', 'waiting', 'not sent', 'too late'], rows),
    ...wrapped(`One message can carry several needs. Messages: ${sent === '' ? 'none' : sent}.`),
    ...(why.length === 0
      ? []
      : ['', figureTable(['why something was not said at once or at all', 'times'], why)]),
  ];
}

function caseSection({ cases, shop }: DemoSummary): string[] {
  const states = cases.byState.map((line) => `${count(line.cases)} ${line.state}`).join(', ');
  const top = cases.top.flatMap((line) => [
    `${line.customerId}  ${likely(line)} to leave, ` +
      `${amount(line.valueAtStakeMinor, shop.currency)} at stake, ${line.state}, as of ${line.asOf}`,
    ...line.reasons.flatMap((reason) => wrapped(`- ${reason}`, '    ')),
    ...wrapped(`-> ${line.suggestedAction}`, '    '),
  ]);
  const all = `Open cases for support: ${count(cases.open)}, with ${amount(cases.valueAtStakeMinor, shop.currency)} at stake (all cases so far: ${states === '' ? 'none' : states}).${top.length === 0 ? '' : ' The most pressing:'}`;
  return [...wrapped(all), ...top, ...legend('leaving', cases.top)];
}

function kpiSection({ kpis, shop }: DemoSummary): string[] {
  const rows = kpis.map(({ name, unit, all, reminded, control }) => [
    name,
    ...[all, reminded, control].map((value) => kpiValue(value, unit, shop.currency)),
  ]);
  return [figureTable(['', 'all', 'reminded', 'control group'], rows)];
}

function effectSection({ effects, trueEffect, shop }: DemoSummary): string[] {
  const rows = effects.map(({ name, window, unit, value, low, high }) => [
    window === 'last-month' ? `${name} (last month)` : name,
    kpiValue(value, unit, shop.currency),
    low === null || high === null
      ? ''
      : `${kpiValue(low, unit, shop.currency)} to ${kpiValue(high, unit, shop.currency)}`,
  ]);
  const { needsReminded, needsGained, gainedMinor, liftPerReminder } = trueEffect;
  const truth =
    `What really happened, known only because this shop is made up: of ` +
    `${count(needsReminded)} needs that a reminder reached in time, ${count(needsGained)} were met ` +
    `here that would have been met elsewhere (${share(needsReminded > 0 ? needsGained / needsReminded : null)}; ` +
    `built in: ${share(liftPerReminder)}), worth ${amount(gainedMinor, shop.currency)}.`;
  return [
    figureTable(['against the control group', 'measured', '95 % between'], rows),
    ...(effects.some(isUnsure) ? wrapped(UNSURE) : []),
    ...wrapped(truth),
  ];
}

const isUnsure = ({ low, high }: DemoSummary['effects'][number]): boolean =>
  low !== null && high !== null && low < 0 && high > 0;

const UNSURE =
  'Where the bounds lie on both sides of zero, there were too few customers or too few days to be ' +
  'sure; the bounds hold whenever one looks.';

function exampleSection({ example }: DemoSummary): string[] {
  if (example === null) return ['No reminder was sent.'];
  const subject = example.subject === undefined ? [] : wrapped(`Subject: ${example.subject}`, '  ');
  return [
    `${example.channel} to ${example.to}`,
    ...subject,
    ...example.text.split('\n').flatMap((line) => (line === '' ? [''] : wrapped(line, '  '))),
  ];
}
