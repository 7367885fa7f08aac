import { describe, expect, it } from 'vitest';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { inOrder } from '#shared/domain/customer/fold-facts.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { fitSignals } from '#shared/domain/forecasting/training/fit-signals.ts';
import { learnLeaving } from '#shared/domain/forecasting/training/learn-leaving.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { bought, eventOf, TODAY } from '#tests/builders/customer.ts';

const model = defaultModel();
const lesson = { model, today: TODAY, calendar: calendarOf('UTC') };

/** Came every 20 days until a complaint 120 days ago that nobody resolved; then left, or came on. */
function complainant(leaves: boolean): InboundEvent[] {
  const days = Array.from({ length: 30 }, (_, at) => 600 - at * 20);
  return [
    ...days.filter((day) => day > 120 || !leaves).map((day) => bought(day)),
    eventOf('Complaint Opened', 120, { complaintId: 'c1', severity: 'normal' }),
  ];
}

const learn = (histories: readonly (readonly InboundEvent[])[]) => {
  const learning = learnLeaving(lesson);
  for (const events of histories) learning.add(inOrder(events.map(toFact)));
  return learning.finish().signals ?? model.signals;
};

describe('what trouble adds to leaving', () => {
  it('is less where those who complain stay, and not where they leave', () => {
    const stayed = learn(Array.from({ length: 60 }, (_, at) => complainant(at % 10 === 0)));
    const left = learn(Array.from({ length: 60 }, (_, at) => complainant(at % 10 !== 0)));
    expect(stayed.from.source).toBe('learned');
    expect(stayed.openComplaint).toBeLessThan(model.signals.openComplaint - 0.3);
    expect(left.openComplaint).toBeGreaterThan(stayed.openComplaint + 0.5);
  });

  it('stays as shipped where the shop has seen little, and says so', () => {
    const signals = learn([complainant(true), complainant(false)]);
    expect(signals).toMatchObject({ openComplaint: model.signals.openComplaint });
    expect(signals.from.note).toMatch(/^kept: 2 moments/);
  });

  it('uses no outcome that is not known yet', () => {
    const young = [bought(80), bought(60), eventOf('Complaint Opened', 50, { complaintId: 'c1' })];
    expect(learn(Array.from({ length: 100 }, () => young)).from.note).toMatch(/^kept: 0 moments/);
  });

  it('leaves alone what never spoke', () => {
    const outcomes: readonly (0 | 1)[] = [1, 0];
    const rows = Array.from({ length: 50 }, (_, at) => ({
      base: 0.2,
      strengths: [0, 0, 0, 0, 1, 0, 0],
      left: outcomes[at % 2] ?? 0,
    }));
    const fitted = fitSignals(rows, model);
    expect(Object.keys(fitted)).toEqual(['returns']);
    expect(fitted.returns).toBeGreaterThan(model.signals.returns);
  });
});
