import type { ContactStore } from '#shared/store/ports.ts';
import { profileFields, readProfile } from '#shared/store/profile-fields.ts';
import { type Step, stepping } from './step.ts';

type Statement = { readonly value: string; readonly atMs: number };

/** Contact data in memory; an erased customer stays erased. */
export function memoryContactStore(step?: Step): ContactStore {
  const stored = new Map<string, Map<string, Statement> | 'erased'>();
  const run = stepping('contacts', step);

  return {
    identify: (customerId, profile, atMs) =>
      run('identify', () => {
        const known = stored.get(customerId) ?? new Map<string, Statement>();
        const fields = profileFields(profile);
        if (known === 'erased' || fields.length === 0) return;
        for (const { name, value } of fields) {
          if (isNewer({ value, atMs }, known.get(name))) known.set(name, { value, atMs });
        }
        stored.set(customerId, known);
      }),
    find: (customerId) =>
      run('find', () => {
        const known = stored.get(customerId);
        if (known === undefined || known === 'erased') return undefined;
        return readProfile(new Map([...known].map(([name, { value }]) => [name, value])));
      }),
    erase: (customerId) =>
      run('erase', () => {
        stored.set(customerId, 'erased');
      }),
  };
}

const isNewer = (one: Statement, other: Statement | undefined): boolean =>
  other === undefined ||
  one.atMs > other.atMs ||
  (one.atMs === other.atMs && one.value > other.value);
