import { expect, test } from 'vitest';
import type { Quarantine, QuarantinedEvent } from '#shared/store/ports.ts';

const quarantined = (id: string, atMs: number): QuarantinedEvent => ({
  id,
  atMs,
  source: 'intake',
  reasons: ['properties.lines[0].quantity: expected more than 0, got "много"'],
  redacted: '{"type":"Order Completed","email":"***"}',
});

/** What every quarantine must do; `make` answers an empty one. */
export function quarantineContract(make: () => Promise<Quarantine>): void {
  test('what is quarantined is listed as it was, newest first, up to the limit', async () => {
    const quarantine = await make();
    for (const [id, atMs] of [
      ['b', 20],
      ['a', 10],
      ['c', 30],
    ] as const) {
      await quarantine.put(quarantined(id, atMs));
    }
    expect(await quarantine.list(2)).toEqual([quarantined('c', 30), quarantined('b', 20)]);
    expect(await quarantine.list(10)).toHaveLength(3);
  });

  test('the same event quarantined again is one entry', async () => {
    const quarantine = await make();
    await quarantine.put(quarantined('a', 10));
    await quarantine.put(quarantined('a', 11));
    expect(await quarantine.list(10)).toEqual([quarantined('a', 11)]);
  });

  test('a removed event is no longer listed', async () => {
    const quarantine = await make();
    await quarantine.put(quarantined('a', 10));
    await quarantine.remove('a');
    await quarantine.remove('a');
    expect(await quarantine.list(10)).toEqual([]);
  });
}
