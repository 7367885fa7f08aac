import type { KpisReported, OutboundEvent, OutboundName } from './outbound.ts';

type Outbound = { readonly [Name in OutboundName]: Extract<OutboundEvent, { type: Name }> };

const when = (id: string, occurredAt: string) => ({ id, occurredAt, schemaVersion: 1 as const });
const customerId = 'c-1042';

/** A likely thing, told in percent. */
const chance = (probability: number) => ({
  probability,
  toldIn: 'percent' as const,
  likelihood: { word: 'likely' as const, from: 0.66, to: 0.9 },
});

const contact = (
  kind: 'replenishment' | 'maintenance' | 'meter-reading',
  subject: string,
  text: string,
  code: string,
) => ({
  contactId: 'contact-9f3a',
  sendAt: '2026-04-20T10:00:00+02:00',
  expiresAt: '2026-05-04T10:00:00+02:00',
  channel: 'email' as const,
  needs: [
    {
      decisionId: 'decision-51c0',
      kind,
      subject,
      ...chance(0.81),
      expectedOn: '2026-04-24',
      reasons: [{ code, text, value: 27 }],
    },
  ],
});
const risk = {
  caseId: 'case-77aa',
  ...chance(0.72),
  valueAtStakeMinor: 18_400,
  currency: 'EUR',
  abcClass: 'A' as const,
  stage: 'developed',
  reasons: [
    { code: 'silence', text: 'silent for 74 days, usually buys every 28', value: 74 },
    { code: 'complaint', text: 'a complaint has been open for 9 days', value: 9 },
  ],
  suggestedAction: 'Call about the open complaint',
};
const outcome = { contactId: 'contact-9f3a', decisionIds: ['decision-51c0'] };

/** One realistic event of every name that leaves, except the one about the whole shop. */
export const outboundExamples: Outbound = {
  'Replenishment Due': {
    type: 'Replenishment Due',
    metadata: when('out-001', '2026-04-17T04:02:00+02:00'),
    customerId,
    properties: contact('replenishment', 'coffee-1kg', 'buys it every 27 days', 'interval'),
  },
  'Maintenance Due': {
    type: 'Maintenance Due',
    metadata: when('out-002', '2026-04-17T04:02:00+02:00'),
    customerId,
    properties: contact('maintenance', 'purifier-88', '27 days of 180 are left', 'interval'),
  },
  'Meter Reading Wanted': {
    type: 'Meter Reading Wanted',
    metadata: when('out-003', '2026-04-17T04:02:00+02:00'),
    customerId,
    properties: contact('meter-reading', 'purifier-88', 'no reading for 27 days', 'reading-age'),
  },
  'Customer At Risk': {
    type: 'Customer At Risk',
    metadata: when('out-004', '2026-05-15T04:03:00+02:00'),
    customerId,
    properties: risk,
  },
  'Customer Recovered': {
    type: 'Customer Recovered',
    metadata: when('out-005', '2026-05-21T13:30:00+02:00'),
    customerId,
    properties: {
      ...risk,
      probability: 0.18,
      likelihood: { word: 'unlikely', from: 0.1, to: 0.33 },
      reasons: [{ code: 'bought', text: 'bought again 0 days ago', value: 0 }],
      suggestedAction: 'Close the case',
    },
  },
  'Customer Lost': {
    type: 'Customer Lost',
    metadata: when('out-006', '2026-08-30T04:03:00+02:00'),
    customerId,
    properties: {
      ...risk,
      probability: null,
      toldIn: 'words',
      likelihood: { word: 'very likely', from: 0.9, to: 0.99 },
      horizonDays: 90,
      stage: 'lost',
      suggestedAction: 'Stop reminders',
    },
  },
  'Case Acknowledged': {
    type: 'Case Acknowledged',
    metadata: when('out-012', '2026-04-17T09:10:00+02:00'),
    customerId,
    properties: { caseId: risk.caseId, owner: 'support-3' },
  },
  'Case Snoozed': {
    type: 'Case Snoozed',
    metadata: when('out-013', '2026-04-17T09:12:00+02:00'),
    customerId,
    properties: { caseId: risk.caseId, owner: 'support-3', until: '2026-04-20T08:00:00+02:00' },
  },
  'Case Resolved': {
    type: 'Case Resolved',
    metadata: when('out-014', '2026-04-21T11:00:00+02:00'),
    customerId,
    properties: { caseId: risk.caseId, owner: 'support-3', outcome: 'won-back' },
  },
  'Reminder Sent': {
    type: 'Reminder Sent',
    metadata: when('out-007', '2026-04-20T10:00:04+02:00'),
    customerId,
    properties: {
      ...outcome,
      reason: 'accepted',
      channel: 'email',
      providerMessageId: '010201935d7c4f0a-5b0e3c1e-8a52-4d0c-9c55-000000',
    },
  },
  'Reminder Held': {
    type: 'Reminder Held',
    metadata: when('out-008', '2026-04-20T10:00:04+02:00'),
    customerId,
    properties: { ...outcome, reason: 'contact cap reached', channel: 'email' },
  },
  'Reminder Suppressed': {
    type: 'Reminder Suppressed',
    metadata: when('out-009', '2026-04-20T10:00:04+02:00'),
    customerId,
    properties: { ...outcome, reason: 'already bought' },
  },
  'Reminder Expired': {
    type: 'Reminder Expired',
    metadata: when('out-010', '2026-05-04T10:00:04+02:00'),
    customerId,
    properties: { ...outcome, reason: 'held until it was too late' },
  },
  'Forecast Settled': {
    type: 'Forecast Settled',
    metadata: when('out-011', '2026-05-02T04:02:00+02:00'),
    customerId,
    properties: {
      decisionId: 'decision-51c0',
      kind: 'replenishment',
      happened: true,
      probability: 0.81,
      errorDays: -2,
    },
  },
};

/** The one event about the whole shop. */
export const kpisReportedExample: KpisReported = {
  type: 'KPIs Reported',
  metadata: when('out-012', '2026-04-17T04:20:00+02:00'),
  properties: {
    asOf: '2026-04-16',
    figures: [
      {
        kpi: 'retention',
        window: '30 days',
        value: 0.914,
        unit: 'share',
        numerator: 914,
        denominator: 1_000,
      },
    ],
  },
};
