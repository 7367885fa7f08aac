import { expect, it } from 'vitest';
import { decision } from '#shared/domain/customer/state.ts';
import { dueEvent } from '#shared/domain/deciding/decision-event.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { contextAt } from '#tests/builders/customer.ts';

const coffee = decision.parse({
  kind: 'replenishment',
  subject: 'coffee',
  anchor: 0,
  decidedMs: 0,
  probability: 0.5,
  expected: 10,
  p10: 5,
  p90: 15,
  model: 'test',
  status: 'planned',
  horizon: 10,
  expires: dayOfIso('2025-06-09'),
  spent: 0,
  reasons: [],
});
const contact = { contactId: 'c-1', sendAtMs: 0, channel: 'email' } as const;

it('a contact expires when its last day is over where the shop is', () => {
  const { properties } = dueEvent(contextAt(), contact, [['d-1', coffee]]);
  expect(properties).toMatchObject({ expiresAt: '2025-06-09T22:00:00.000Z' });
});

it('a need has a number only where that holds, and a word in any case', () => {
  const inWords = { ...coffee, toldIn: 'words' as const };
  const { properties } = dueEvent(contextAt(), contact, [
    ['d-1', coffee],
    ['d-2', inWords],
  ]);
  const likelihood = { word: 'as likely as not', from: 0.33, to: 0.66 };
  expect(properties).toMatchObject({
    needs: [
      { probability: 0.5, toldIn: 'percent', likelihood },
      { probability: null, toldIn: 'words', likelihood },
    ],
  });
});
