import { describe, expect, it } from 'vitest';
import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { COUNTERS } from '#shared/domain/kpi/counters.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';

/** An answer as the reply page publishes it: the id is of the answer, the time of the press. */
const pressed = (contactId: string, answer: string, occurredAt: string): InboundEvent =>
  inboundEvent.parse({
    type: 'Reminder Answered',
    customerId: 'C-1',
    metadata: { id: `${contactId}.answer.${answer}`, occurredAt },
    properties: { contactId, answer },
  });
const foldOf = (...events: InboundEvent[]) => foldHistory(events.map(toFact), calendarOf('UTC'));
const answersCounted = (fold: ReturnType<typeof foldOf>): number =>
  fold.months.reduce((sum, [, amounts]) => sum + (amounts[COUNTERS.answers] ?? 0), 0);

describe('answers to reminders', () => {
  it('count once a contact, however often a button is pressed', () => {
    const fold = foldOf(
      pressed('contact-1', 'helpful', '2026-03-01T10:00:00Z'),
      pressed('contact-1', 'helpful', '2026-03-01T10:00:04Z'),
      pressed('contact-1', 'already-done', '2026-03-02T10:00:00Z'),
      pressed('contact-2', 'helpful', '2026-03-02T10:00:00Z'),
    );
    expect(answersCounted(fold)).toBe(2);
  });

  it('of one kind to one contact leave room for those to others, the newest day counting', () => {
    const presses = [1, 2, 3, 4, 5, 6].map((day) =>
      pressed('contact-2', 'remind-later', `2026-03-0${day}T10:00:00Z`),
    );
    const fold = foldOf(pressed('contact-1', 'helpful', '2026-03-01T09:00:00Z'), ...presses);
    expect(fold.answers).toEqual([
      ['contact-1', 'helpful', 20_513],
      ['contact-2', 'remind-later', 20_518],
    ]);
  });
});
