import { expect, it } from 'vitest';
import { correctedEvent } from '#cli/operations/redrive/correct.ts';
import { quarantinedEntry } from '#cli/operations/redrive/entry.ts';
import { parseEvent } from '#shared/contracts/parse-event.ts';
import { toQuarantined } from '#shared/contracts/quarantine.ts';

const NOW = Date.parse('2026-03-03T10:00:00Z');

/** The entry that refusing the event leaves. */
function entryOf(raw: unknown) {
  const parsed = parseEvent(raw, NOW);
  if (parsed.kind === 'event') throw new Error('expected a refusal');
  return quarantinedEntry(toQuarantined(parsed, 'track', NOW));
}

const order = (quantity: number, more: object = {}) => ({
  type: 'Order Completed',
  customerId: 'C-1',
  metadata: { id: 'o-1', occurredAt: '2026-03-01T10:00:00Z' },
  properties: {
    orderId: 'o-1',
    currency: 'EUR',
    totalMinor: 900,
    lines: [{ productId: 'tea', quantity, unitPriceMinor: 900 }],
  },
  ...more,
});

const set = (path: string, value: number | string) => ({
  edits: [{ path, value }],
  whole: undefined,
});
const NOTHING = { edits: [], whole: undefined };

it('makes the event that was meant, with the id it had', () => {
  const made = correctedEvent(
    entryOf(order(0)),
    set('properties.lines[0].quantity', 2),
    'EUR',
    NOW,
  );
  expect(made).toMatchObject({ kind: 'event', event: { metadata: { id: 'o-1' } } });
});

it('says what is still wrong', () => {
  expect(correctedEvent(entryOf(order(0)), NOTHING, 'EUR', NOW)).toEqual({
    kind: 'refused',
    reasons: [expect.stringContaining('properties.lines[0].quantity')],
  });
});

it('refuses the currency of another shop', () => {
  const made = correctedEvent(
    entryOf(order(0)),
    set('properties.lines[0].quantity', 2),
    'USD',
    NOW,
  );
  expect(made).toMatchObject({ kind: 'refused', reasons: [expect.stringContaining('USD')] });
});

it('never puts a mask in place of what was masked', () => {
  const entry = entryOf({
    type: 'Customer Identified',
    customerId: 'C-1',
    metadata: { id: 'i-1', occurredAt: 'yesterday' },
    properties: { name: 'Sam Smith', locale: 'en' },
  });
  const dated = set('metadata.occurredAt', '2026-03-01T10:00:00Z');
  expect(correctedEvent(entry, dated, 'EUR', NOW)).toEqual({
    kind: 'refused',
    reasons: [expect.stringContaining('is masked: properties.name')],
  });
  const without = [...dated.edits, { path: 'properties.name', value: undefined }];
  expect(correctedEvent(entry, { ...dated, edits: without }, 'EUR', NOW).kind).toBe('event');
});

it('names a mask wherever it stands, in a list and in a name too', () => {
  const content = JSON.stringify({
    ...order(1),
    traits: [{ '[masked]': 1 }, '[text of 90 characters]'],
  });
  const entry = { ...entryOf(order(0)), content };
  const made = correctedEvent(entry, NOTHING, 'EUR', NOW);
  expect(made.kind).toBe('refused');
  const [reason] = made.kind === 'refused' ? made.reasons : [];
  expect(reason).toContain('traits[0]');
  expect(reason).toContain('traits[1]');
});

it('makes no event of what was no JSON object', () => {
  for (const content of ['nonsense', '[1]', '{"notJson":"a,b"}']) {
    const made = correctedEvent({ ...entryOf(order(0)), content }, NOTHING, 'EUR', NOW);
    expect(made).toMatchObject({ kind: 'refused', reasons: [expect.stringContaining('--file')] });
  }
});

it('takes the whole event where only a part was kept', () => {
  const entry = entryOf({
    ...order(0),
    rows: Array.from({ length: 900 }, (_, nth) => `p-${nth}`.padEnd(20, '0')),
  });
  expect(correctedEvent(entry, NOTHING, 'EUR', NOW)).toMatchObject({
    reasons: [expect.stringContaining('--file')],
  });
  expect(correctedEvent(entry, { edits: [], whole: order(2) }, 'EUR', NOW).kind).toBe('event');
});
