import { describe, expect, it } from 'vitest';
import { applyRiskEvent } from '#shared/domain/cases/apply-risk-event.ts';
import { caseNotice } from '#shared/domain/cases/case-notice.ts';
import { shopWith } from '#tests/builders/shop.ts';
import { type RiskNews, riskEvent } from '#tests/functions/alert/alert-world.ts';

const kept = (news: Partial<RiskNews> = {}) =>
  applyRiskEvent(undefined, riskEvent({ type: 'Customer At Risk', ...news }));

describe('what support is told of a case', () => {
  it('names the customer, how sure it is, what is at stake and why', () => {
    const { subject, attributes, body } = caseNotice(kept(), 'trigger', shopWith());
    const summary =
      'Customer C-1 is leaving: 83 % sure to buy nothing for 90 days, €120.00 at stake';
    expect(subject).toBe(summary);
    expect(attributes).toEqual({
      severity: 'warning',
      eventAction: 'trigger',
      dedupKey: 'case-1',
    });
    expect(JSON.parse(body)).toEqual({
      event_action: 'trigger',
      dedup_key: 'case-1',
      payload: {
        summary,
        severity: 'warning',
        source: 'Test shop',
        timestamp: '2026-03-10T12:00:00.000Z',
        class: 'customer-at-risk',
        custom_details: {
          customerId: 'C-1',
          probability: 0.83,
          likelihood: 'likely',
          valueAtStakeMinor: 12_000,
          currency: 'EUR',
          abcClass: 'B',
          stage: 'developed',
          reasons: ['usually every 24 days, last 61 days ago'],
          suggestedAction: 'call',
        },
      },
    });
  });

  it('says it in a word, and gives no number, where a number would not hold', () => {
    const { subject, body } = caseNotice(kept({ toldIn: 'words' }), 'trigger', shopWith());
    expect(subject).toBe(
      'Customer C-1 is leaving: likely to buy nothing for 90 days, €120.00 at stake',
    );
    expect(JSON.parse(body).payload.summary).toBe(subject);
    expect(JSON.parse(body).payload.custom_details).toMatchObject({
      probability: null,
      likelihood: 'likely',
    });
    const inPercent = caseNotice(kept({ toldIn: 'percent' }), 'trigger', shopWith());
    expect(inPercent).toEqual(caseNotice(kept(), 'trigger', shopWith()));
  });

  it('reads a case alike that has the word alone', () => {
    const likelihood = { word: 'likely', from: 0.66, to: 0.9 } as const;
    const news = { toldIn: 'words', probability: null, likelihood } as const;
    const before = caseNotice(kept({ toldIn: 'words' }), 'trigger', shopWith());
    expect(caseNotice(kept(news), 'trigger', shopWith())).toEqual(before);
  });

  it('is not surer than the forecast is', () => {
    const subjectOf = (probability: number) =>
      caseNotice(kept({ probability }), 'trigger', shopWith()).subject;
    expect(subjectOf(0.9999)).toContain('C-1 is leaving: over 99 % sure to buy nothing');
    expect(subjectOf(0.001)).toContain('C-1 is leaving: under 1 % sure to buy nothing');
    expect(subjectOf(1)).toContain('C-1 is leaving: 100 % sure to buy nothing');
  });

  it('speaks of the days that the probability does, which are more of a rare customer', () => {
    const subjectOf = (news: Partial<RiskNews>) =>
      caseNotice(kept(news), 'trigger', shopWith()).subject;
    expect(subjectOf({ horizonDays: 240 })).toContain('83 % sure to buy nothing for 240 days');
    const inWords = subjectOf({ horizonDays: 240, toldIn: 'words' });
    expect(inWords).toContain('likely to buy nothing for 240 days');
  });

  it('leaves out what is the same for all customers and hardly weighs', () => {
    const own = { code: 'silence', text: 'usually every 24 days, last 61 days ago', value: 61 };
    const ofAll = { code: 'pulse', text: 'all customers bought 3 % less', value: -3 };
    const news = kept();
    const open = { ...news, risk: { ...news.risk, reasons: [own, ofAll] } };
    const { body } = caseNotice(open, 'trigger', shopWith());
    expect(JSON.parse(body).payload.custom_details.reasons).toEqual([own.text]);
  });

  it.each([
    ['Customer At Risk', 'A', 'error'],
    ['Customer At Risk', 'B', 'warning'],
    ['Customer At Risk', 'C', 'info'],
    ['Customer Lost', 'A', 'critical'],
    ['Customer Lost', 'B', 'warning'],
    ['Customer Lost', 'C', 'info'],
  ] as const)('is as urgent as what is lost: %s of class %s is %s', (type, abcClass, severity) => {
    const notice = caseNotice(kept({ type, abcClass }), 'trigger', shopWith());
    expect(notice.attributes.severity).toBe(severity);
  });

  it('says that somebody seems lost, and no probability where there is none', () => {
    const lost = kept({ type: 'Customer Lost' });
    const notice = (probability: number | null) =>
      caseNotice({ ...lost, risk: { ...lost.risk, probability } }, 'trigger', shopWith());
    expect(notice(0.97).subject).toContain('C-1 seems lost: 97 % sure to buy nothing for 90 days');
    expect(notice(null).subject).toContain('C-1 seems lost: may buy nothing for 90 days');
    expect(JSON.parse(notice(null).body).payload.custom_details).toMatchObject({
      probability: null,
      likelihood: null,
    });
  });

  it('says only that it is over when it is', () => {
    const { subject, attributes } = caseNotice(kept(), 'resolve', shopWith());
    expect(subject).toBe('Customer C-1: case closed');
    expect(attributes.eventAction).toBe('resolve');
  });
});
