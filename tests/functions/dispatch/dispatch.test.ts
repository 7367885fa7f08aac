import { describe, expect, test } from 'vitest';
import { handOutDue } from '#functions/dispatch/hand-out-due.ts';
import { planContacts } from '#functions/dispatch/plan-contacts.ts';
import { memoryDaySheet } from '#tests/doubles/memory-day-sheet.ts';
import { memoryQuarantine } from '#tests/doubles/memory-quarantine.ts';
import { memoryQueue } from '#tests/doubles/memory-queue.ts';

const NOW = '2026-03-03T09:00:00Z';
const nowMs = Date.parse(NOW);

const dueBody = (contactId: string, sendAt: string, customerId = 'C-1') => ({
  source: 'beforehand.outbound',
  'detail-type': 'Replenishment Due',
  detail: {
    metadata: { id: `${contactId}.due`, occurredAt: NOW, schemaVersion: 1 },
    customerId,
    properties: {
      contactId,
      sendAt,
      expiresAt: '2026-03-20T00:00:00Z',
      channel: 'email',
      needs: [
        {
          decisionId: 'd1',
          kind: 'replenishment',
          subject: 'coffee',
          probability: 0.8,
          expectedOn: '2026-03-06',
          reasons: [],
        },
      ],
    },
  },
});
const heldBody = (heldUntil?: string) => ({
  'detail-type': 'Reminder Held',
  detail: {
    metadata: { id: 'h1', occurredAt: NOW, schemaVersion: 1 },
    customerId: 'C-1',
    properties: { contactId: 'contact-1', decisionIds: ['d1'], reason: 'cap', heldUntil },
  },
});

function world() {
  const sheet = memoryDaySheet();
  const quarantine = memoryQuarantine();
  const deliveries = memoryQueue<{ customerId: string; contactId: string }>();
  const clock = { nowMs: () => nowMs };
  const failures: string[] = [];
  const onFailure = (customerId: string) => failures.push(customerId);
  const sending = { isOn: true };
  const isSendingOn = async () => sending.isOn;
  return { sheet, quarantine, deliveries, clock, onFailure, failures, sending, isSendingOn };
}

describe('planning contacts', () => {
  test('puts a contact on the sheet for its instant, once however often it is told', async () => {
    const deps = world();
    const message = { messageId: 'm1', body: dueBody('contact-1', '2026-03-03T10:00:00+01:00') };
    expect(await planContacts(deps, [message, message])).toEqual({ failed: [] });
    expect(await deps.sheet.due(nowMs, 10)).toEqual([
      { sendAtMs: nowMs, customerId: 'C-1', contactId: 'contact-1' },
    ]);
  });

  test('puts a held contact on the sheet for when it comes up again', async () => {
    const deps = world();
    await planContacts(deps, [{ messageId: 'm1', body: heldBody('2026-03-04T09:00:00Z') }]);
    expect(await deps.sheet.due(nowMs, 10)).toEqual([]);
    expect(await deps.sheet.due(nowMs + 86_400_000, 10)).toHaveLength(1);
  });

  test('leaves a contact that is held without an instant to the next dawn', async () => {
    const deps = world();
    expect(await planContacts(deps, [{ messageId: 'm1', body: heldBody() }])).toEqual({
      failed: [],
    });
    expect(await deps.sheet.due(nowMs + 30 * 86_400_000, 10)).toEqual([]);
    expect(await deps.quarantine.list(10)).toEqual([]);
  });

  test('quarantines what is no contact, with its reason, and plans the rest', async () => {
    const deps = world();
    const answer = await planContacts(deps, [
      { messageId: 'm1', body: undefined },
      { messageId: 'm2', body: { 'detail-type': 'Customer At Risk', detail: {} } },
      { messageId: 'm3', body: dueBody('contact-1', NOW) },
    ]);
    expect(answer).toEqual({ failed: [] });
    expect(await deps.quarantine.list(10)).toHaveLength(2);
    expect(await deps.sheet.due(nowMs, 10)).toHaveLength(1);
  });

  test('a row that cannot be written fails its own message alone', async () => {
    const deps = world();
    const put: typeof deps.sheet.put = (row) =>
      row.customerId === 'C-2' ? Promise.reject(new Error('away')) : deps.sheet.put(row);
    const answer = await planContacts({ ...deps, sheet: { ...deps.sheet, put } }, [
      { messageId: 'm1', body: dueBody('contact-1', NOW) },
      { messageId: 'm2', body: dueBody('contact-2', NOW, 'C-2') },
    ]);
    expect(answer).toEqual({ failed: ['m2'] });
    expect(deps.failures).toEqual(['C-2']);
  });
});

describe('handing out what is due', () => {
  test('moves every due row to the deliver queue and leaves the others', async () => {
    const deps = world();
    for (let row = 0; row < 450; row += 1) {
      await deps.sheet.put({ sendAtMs: nowMs - row, customerId: `C-${row}`, contactId: 'k' });
    }
    await deps.sheet.put({ sendAtMs: nowMs + 1, customerId: 'C-late', contactId: 'k' });
    expect(await handOutDue(deps)).toBe(450);
    expect(deps.deliveries.messages).toHaveLength(450);
    expect(await deps.sheet.due(nowMs, 10)).toEqual([]);
    expect(await deps.sheet.due(nowMs + 1, 10)).toHaveLength(1);
  });

  test('lets everything wait while sending is off, and hands it out once it is on', async () => {
    const deps = world();
    await deps.sheet.put({ sendAtMs: nowMs, customerId: 'C-1', contactId: 'k' });
    deps.sending.isOn = false;
    expect(await handOutDue(deps)).toBe(0);
    expect(deps.deliveries.messages).toEqual([]);
    deps.sending.isOn = true;
    expect(await handOutDue(deps)).toBe(1);
    expect(deps.deliveries.messages).toEqual([{ customerId: 'C-1', contactId: 'k' }]);
  });

  test('keeps the rows when the queue does not accept them', async () => {
    const deps = world();
    await deps.sheet.put({ sendAtMs: nowMs, customerId: 'C-1', contactId: 'k' });
    const deliveries = { send: () => Promise.reject(new Error('queue is away')) };
    await expect(handOutDue({ ...deps, deliveries })).rejects.toThrow('queue is away');
    expect(await deps.sheet.due(nowMs, 10)).toHaveLength(1);
  });
});
