import type { Quarantine } from '#shared/store/ports.ts';
import { newestFirst, readQuarantined, writeQuarantined } from '#shared/store/quarantine.ts';
import { type Step, stepping } from './step.ts';

/** Quarantine in memory, as text by id. */
export function memoryQuarantine(
  step?: Step,
): Quarantine & { readonly stored: ReadonlyMap<string, string> } {
  const stored = new Map<string, string>();
  const run = stepping('quarantine', step);

  return {
    stored,
    put: (event) =>
      run('put', () => {
        stored.set(event.id, writeQuarantined(event));
      }),
    list: (limit) =>
      run('list', () => newestFirst([...stored.values()].map(readQuarantined)).slice(0, limit)),
    remove: (id) =>
      run('remove', () => {
        stored.delete(id);
      }),
  };
}
