import { expect, it } from 'vitest';
import { summariseCases } from '#local/demo/summarise-cases.ts';
import { applyRiskEvent, openCase } from '#shared/domain/cases/apply-risk-event.ts';
import { type RiskNews, riskEvent } from '#tests/functions/alert/alert-world.ts';

const LIKELY = { word: 'likely', from: 0.66, to: 0.9 } as const;
const nowMs = Date.parse('2026-03-10T12:00:00Z');
const open = (news: Partial<RiskNews>) =>
  openCase(applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk', ...news })), nowMs);

it('says of the most pressing cases how people are told how likely they are', () => {
  const cases = [
    open({ customerId: 'C-2', toldIn: 'words' }),
    open({ customerId: 'C-1', valueAtStakeMinor: 20_000 }),
  ];
  expect(summariseCases(cases, nowMs).top).toMatchObject([
    {
      customerId: 'C-1',
      asOf: '2026-03-10',
      probability: 0.83,
      toldIn: 'percent',
      likelihood: LIKELY,
    },
    { customerId: 'C-2', probability: null, toldIn: 'words', likelihood: LIKELY },
  ]);
});

it('puts a case that is told in words where the middle of its range would put it', () => {
  const cases = [
    open({ customerId: 'less', valueAtStakeMinor: 11_000 }),
    open({ customerId: 'words', probability: null, likelihood: LIKELY, toldIn: 'words' }),
    open({ customerId: 'more', valueAtStakeMinor: 11_500 }),
  ];
  const order = summariseCases(cases, nowMs).top.map(({ customerId }) => customerId);
  expect(order).toEqual(['more', 'words', 'less']);
});
