import { describe, expect, it } from 'vitest';
import { summaryText } from '#cli/start/start-summary.ts';
import type { DemoSummary } from '#local/demo/demo-summary.ts';
import { gradeAlarms } from '#local/demo/grade-alarms.ts';
import { gradeForecasts } from '#local/demo/grade-forecasts.ts';

const nothing = gradeForecasts([], [], () => []);
const nobody = gradeAlarms([], [], 0);
const quiet: DemoSummary = {
  shop: {
    name: 'Shop',
    currency: 'EUR',
    customers: 300,
    controlGroup: 44,
    from: '2025-10-18',
    to: '2026-11-21',
    days: 400,
    events: 11_386,
    orders: 3_818,
    revenueMinor: 12_345_600,
    tookSeconds: 91.4,
  },
  reminders: [],
  messages: [],
  silences: [],
  cases: { open: 0, valueAtStakeMinor: 0, byState: [], top: [] },
  kpis: [],
  effects: [],
  trueEffect: { liftPerReminder: 0.12, needsReminded: 0, needsGained: 0, gainedMinor: 0 },
  forecasts: {
    replenishment: nothing,
    maintenance: nothing,
    intervalCoverage: null,
    modelVersion: 'shipped',
    modelCustomers: 0,
    modelVerdicts: [],
  },
  leavers: { ours: nobody, plainSilentDays: 90, plain: nobody },
  example: null,
};
const busy: DemoSummary = {
  ...quiet,
  reminders: [
    { kind: 'replenishment', sent: 1_234, waiting: 12, suppressed: 34, expired: 5 },
    { kind: 'maintenance', sent: 88, waiting: 0, suppressed: 7, expired: 1 },
  ],
  messages: [
    { channel: 'email', sent: 900 },
    { channel: 'sms', sent: 120 },
  ],
  silences: [{ outcome: 'held', reason: 'frequency-cap', decisions: 321 }],
  cases: {
    open: 9,
    valueAtStakeMinor: 98_765,
    byState: [{ state: 'open', cases: 9 }],
    top: [
      {
        customerId: 'C-0007',
        state: 'open',
        asOf: '2026-03-10',
        probability: 0.83,
        toldIn: 'percent',
        likelihood: { word: 'likely', from: 0.66, to: 0.9 },
        valueAtStakeMinor: 12_300,
        reasons: ['usually comes every 24 days, last came 71 days ago '.repeat(3)],
        suggestedAction: 'Resolve the open complaint first.',
      },
    ],
  },
  kpis: [
    {
      id: 'average-order',
      name: 'Average order',
      unit: 'money-minor',
      all: 3_234,
      reminded: 3_300,
      control: null,
    },
  ],
  effects: [
    {
      id: 'reminder-effect-buyers',
      name: 'Effect of reminders on buying',
      window: 'last-month',
      unit: 'share',
      value: 0.081,
      low: -0.02,
      high: 0.18,
    },
  ],
  trueEffect: {
    liftPerReminder: 0.12,
    needsReminded: 1_000,
    needsGained: 118,
    gainedMinor: 4_567_800,
  },
  forecasts: {
    replenishment: {
      graded: 900,
      medianErrorDays: 4,
      comparable: 700,
      medianErrorDaysOfComparable: 3,
      plainMedianErrorDays: 6,
      bestMedianErrorDays: 2,
      sent: 800,
      sentBeforeNeed: 600,
      sentLate: 200,
      medianLeadDays: 1,
    },
    maintenance: nothing,
    intervalCoverage: 0.77,
    modelVersion: 'learned-2026-11-15',
    modelCustomers: 200,
    modelVerdicts: [
      {
        about: 'replenishment',
        outcome: 'promoted',
        why: 'won',
        horizonDays: 14,
        customers: 150,
        moments: 900,
        happened: 200,
      },
    ],
  },
  example: {
    channel: 'email',
    to: 'c0007@example.com',
    subject: 'Running low',
    text: 'Hello,\n\ncoffee-beans-1kg will run out soon.',
  },
};
const plain = (text: string) => text;

describe('the demo’s summary', () => {
  const text = summaryText(busy, plain);

  it('keeps to the width of a terminal', () => {
    for (const each of [text, summaryText(quiet, plain)]) {
      const tooLong = each.split('\n').filter((line) => line.length > 80);
      expect(tooLong).toEqual([]);
    }
  });

  it('lines numbers up under their headings', () => {
    const lines = text.split('\n');
    const head = lines.find((line) => line.startsWith('about')) ?? '';
    const row = lines.find((line) => line.startsWith('running out')) ?? '';
    expect(row.indexOf('1,234') + '1,234'.length).toBe(head.indexOf('sent') + 'sent'.length);
    expect(row.length).toBe(head.length);
  });

  it('says how many were reminded, held and why', () => {
    expect(text).toMatch(/frequency cap \(held\)\s+321/);
    expect(text).toContain('900 by email, 120 by sms');
  });

  it('names the cases that press most, with reasons and money', () => {
    expect(text).toContain('C-0007  83 % likely to leave, €123 at stake, open, as of 2026-03-10');
    expect(text).toContain('-> Resolve the open complaint first.');
  });

  it('says in words how likely a case is where a number would not hold, and what they mean', () => {
    const [line] = busy.cases.top;
    if (line === undefined) expect.fail('there must be a case');
    const top = [
      line,
      { ...line, customerId: 'C-0008', probability: null, toldIn: 'words' as const },
    ];
    const inWords = summaryText({ ...busy, cases: { ...busy.cases, top } }, plain);
    expect(inWords).toContain('C-0007  83 % likely to leave, €123 at stake, open');
    expect(inWords).toContain('C-0008  likely to leave, €123 at stake, open');
    expect(inWords).toMatch(/^likely: 66 to 90 %\.\nIn words where/m);
    expect(inWords.replaceAll('\n', ' ')).toContain('The shop may be too young');
    expect(inWords.split('\n').filter((each) => each.length > 80)).toEqual([]);
    expect(text).not.toContain('66 to 90 %');
  });

  it('shows the measured effect with its bounds and beside it the true one', () => {
    expect(text).toMatch(/Effect of reminders on buying \(last month\)\s+8\.1 %\s+-2 % to 18 %/);
    expect(text.replaceAll('\n', ' ')).toContain('too few customers or too few days');
    expect(summaryText(quiet, plain)).not.toContain('too few customers');
    expect(text.replaceAll('\n', ' ')).toContain('118 were met here');
    expect(text.replaceAll('\n', ' ')).toContain('(12 %; built in: 12 %), worth €45,678');
  });

  it('sets the forecasts beside the plain rule', () => {
    expect(text).toMatch(/the plain rule there\s+6 days/);
    expect(text).toMatch(/reminders that came before the need\s+75 %/);
  });

  it('says “too early to say” rather than a made-up number', () => {
    const empty = summaryText(quiet, plain);
    expect(empty).toContain('too early to say');
    expect(empty).not.toMatch(/NaN|null|undefined|Infinity/);
  });

  it('carries no control characters when headings are plain', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    expect(text).not.toMatch(/\u001b/);
    expect(summaryText(busy, (title) => `<${title}>`)).toContain('<Reminders>');
  });
});

it('counts one as one', () => {
  const { shop, leavers } = quiet;
  const alone = { ...nobody, alarms: 1, falseAlarms: 1 };
  const text = summaryText(
    {
      ...quiet,
      shop: { ...shop, customers: 1, controlGroup: 1, orders: 1 },
      leavers: { ...leavers, ours: alone },
    },
    plain,
  ).replaceAll('\n', ' ');
  expect(text).toContain('Shop: 1 customer, 1 order worth');
  expect(text).toContain('Control group, drawn by lot: 1 customer.');
  expect(text).toContain('Beforehand: 1 alarm, 1 of them false; nobody who left was caught.');
});
