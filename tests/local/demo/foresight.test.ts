import { describe, expect, it } from 'vitest';
import { alarmsOf, saidNeeds } from '#local/demo/read-foresight.ts';
import { tallyReminders } from '#local/demo/tally-reminders.ts';
import { openWitness } from '#local/demo/witness.ts';
import { type OutboundEvent, outboundEvent } from '#shared/contracts/outbound.ts';

const DAY_MS = 86_400_000;
const dayOf = (atMs: number): number => Math.floor(atMs / DAY_MS);
let number = 0;

const said = (day: number, type: OutboundEvent['type'], properties: object): OutboundEvent => {
  number += 1;
  const occurredAt = new Date(day * DAY_MS + 3_600_000).toISOString();
  const metadata = { id: `event-${number}`, occurredAt };
  return outboundEvent.parse({ type, metadata, customerId: 'C-1', properties });
};
const due = (day: number, contactId: string, ...ids: string[]): OutboundEvent =>
  said(day, 'Replenishment Due', {
    contactId,
    sendAt: new Date(day * DAY_MS).toISOString(),
    expiresAt: new Date((day + 9) * DAY_MS).toISOString(),
    channel: 'email',
    needs: ids.map((decisionId) => ({
      decisionId,
      kind: 'replenishment',
      subject: `product-${decisionId}`,
      probability: 0.5,
      expectedOn: new Date((day + 5) * DAY_MS).toISOString().slice(0, 10),
      reasons: [],
    })),
  });
const outcome = (day: number, type: OutboundEvent['type'], ids: string[], reason: string) =>
  said(day, type, { contactId: `to-${ids[0]}`, decisionIds: ids, reason, channel: 'email' });
const risk = (day: number, type: OutboundEvent['type']): OutboundEvent =>
  said(day, type, {
    caseId: `case-${day}`,
    probability: 0.8,
    valueAtStakeMinor: 1,
    currency: 'EUR',
    abcClass: 'A',
    stage: 'developed',
    reasons: [],
    suggestedAction: 'call',
  });
const envelope = (event: OutboundEvent) => {
  const { type, ...detail } = event;
  return {
    version: '0',
    id: 'bus-id',
    'detail-type': type,
    source: 'beforehand.outbound',
    account: '000000000000',
    time: '2026-01-01T00:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail,
  } as const;
};

describe('the tally of reminders', () => {
  const unknown = () => undefined;

  it('counts each decision once, by what became of it in the end', () => {
    const { reminders, messages } = tallyReminders(
      [
        due(1, 'to-a', 'a', 'b'),
        outcome(1, 'Reminder Held', ['a'], 'frequency-cap'),
        outcome(3, 'Reminder Sent', ['a'], 'sent'),
        outcome(4, 'Reminder Expired', ['b'], 'too-late'),
        due(5, 'to-c', 'c'),
      ],
      unknown,
    );
    expect(reminders[0]).toEqual({
      kind: 'replenishment',
      sent: 1,
      waiting: 1,
      suppressed: 0,
      expired: 1,
    });
    expect(messages).toEqual([{ channel: 'email', sent: 1 }]);
  });

  it('leaves the control group out and asks for the kind of what was never planned', () => {
    const { reminders, silences } = tallyReminders(
      [
        outcome(1, 'Reminder Suppressed', ['x'], 'control-group'),
        outcome(1, 'Reminder Suppressed', ['y'], 'no-consent'),
      ],
      (id) => (id === 'y' ? 'maintenance' : 'replenishment'),
    );
    expect(reminders.map(({ suppressed }) => suppressed)).toEqual([0, 1, 0]);
    expect(silences).toEqual([{ outcome: 'suppressed', reason: 'no-consent', decisions: 1 }]);
  });

  it('names the most frequent reasons first and counts a decision once for each', () => {
    const { silences } = tallyReminders(
      [
        outcome(1, 'Reminder Held', ['a'], 'open-complaint'),
        outcome(2, 'Reminder Held', ['b'], 'frequency-cap'),
        outcome(3, 'Reminder Held', ['b', 'c'], 'frequency-cap'),
      ],
      unknown,
    );
    expect(silences.map(({ reason, decisions }) => [reason, decisions])).toEqual([
      ['frequency-cap', 2],
      ['open-complaint', 1],
    ]);
  });
});

describe('what was foreseen', () => {
  it('is each need as it was announced first, and the day on which it was said', () => {
    const events = [due(10, 'to-a', 'a'), due(12, 'to-a', 'a', 'b')];
    const sent = outcome(13, 'Reminder Sent', ['a'], 'sent');
    expect(saidNeeds([...events, sent], dayOf)).toMatchObject([
      { subject: 'product-a', decidedDay: 10, expectedDay: 15, sentDay: 13 },
      { subject: 'product-b', decidedDay: 12, expectedDay: 17 },
    ]);
    expect(saidNeeds(events, dayOf).every(({ sentDay }) => sentDay === undefined)).toBe(true);
  });

  it('holds a customer to be leaving from the first warning to the recovery', () => {
    const events = [
      risk(10, 'Customer At Risk'),
      risk(20, 'Customer Lost'),
      risk(30, 'Customer Recovered'),
      risk(31, 'Customer Recovered'),
      risk(40, 'Customer Lost'),
    ];
    expect(alarmsOf(events, dayOf)).toEqual([
      { customerId: 'C-1', fromDay: 10, untilDay: 30 },
      { customerId: 'C-1', fromDay: 40 },
    ]);
  });
});

describe('the witness', () => {
  it('hands every sent reminder on once, with the needs that it really carried', () => {
    const witness = openWitness(dayOf);
    const sent = outcome(2, 'Reminder Sent', ['a'], 'sent');
    for (const event of [due(1, 'to-a', 'a', 'b'), sent, sent]) witness.saw(envelope(event));
    const [reminder, ...others] = witness.newReminders();
    expect(others).toEqual([]);
    expect(reminder).toMatchObject({ customerId: 'C-1', contactId: 'to-a', day: 2 });
    expect(reminder?.needs.map(({ subject }) => subject)).toEqual(['product-a']);
    expect(witness.newReminders()).toEqual([]);
    expect(witness.events()).toHaveLength(2);
  });

  it('takes no notice of what others say', () => {
    const witness = openWitness(dayOf);
    witness.saw({ ...envelope(due(1, 'to-a', 'a')), 'detail-type': 'Order Completed' });
    witness.saw({ ...envelope(due(1, 'to-a', 'a')), detail: null });
    expect(witness.events()).toEqual([]);
  });
});
